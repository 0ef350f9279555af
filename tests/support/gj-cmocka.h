/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* cmocka.h does not include what it needs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
