/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "page/gj-page.h"

/** fuzz_check_document: normalizes @doc, writes what comes out and checks that it is JSON that keeps its promises. */
void fuzz_check_document (GjDocument *doc);

/** fuzz_check_json: whether @json is one object with a status that its own content allows. */
void fuzz_check_json (const char *json);
