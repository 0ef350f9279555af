# SPDX-License-Identifier: GPL-3.0-or-later
"""Invented offices and prose. Nothing here is taken from a real report."""
import re

# Names of places are mostly of common characters; one in twelve here has one that tesseract's chi_sim lacks or seldom answers.
_A = "澜曜芷琅汐嵘砚朗澄禾帆笛弦羽栗杉"
_RARE = "栎珑霁棠槿霖皓"
_B = "川宁平陵溪浦阜垣津泉坪岭原桥阳洲"
_DEPARTMENTS = ["教育局", "卫生健康委员会", "市场监督管理局", "农业农村局", "水务局", "交通运输局",
                "自然资源和规划局", "人力资源和社会保障局", "民政局", "财政局", "统计局", "文化和旅游局",
                "应急管理局", "生态环境局", "医疗保障局", "审计局", "住房和城乡建设局", "发展和改革委员会"]


def place(rng):
    return rng.choice(_RARE if rng.random() < 1 / 12 else _A) + rng.choice(_B)


def office(rng, size):
    """Returns (organization, how it calls itself, the place above it)."""
    a, b = place(rng), place(rng)
    if size == "city":
        return a + "市人民政府", "我市", a + "市"
    if size == "county":
        kind = rng.choice(["区", "县", "市"])
        return rng.choice([a + "市" + b + kind, b + kind]) + "人民政府" + rng.choice(["", "", "办公室"]), "我" + kind, a + "市"
    if size == "department":
        return rng.choice([a + "市" + rng.choice("区县") * 0, a + "市", b + "县", b + "区"]) + rng.choice(_DEPARTMENTS), "我局", a + "市"
    kind = rng.choice(["镇人民政府", "乡人民政府", "街道办事处", "镇"])
    return rng.choice([a + "区", a + "县", a + "市"]) + b + kind, "本" + kind[0] + ("道" if kind[0] == "街" else ""), a


_CHANNELS = ["门户网站", "政务微信公众号", "政务公开专区", "便民服务大厅电子屏", "村（社区）公示栏", "“云上办”APP",
             "12345热线平台", "新闻发布会", "公开查阅点", "短视频账号"]
_TOPICS = ["义务教育招生", "重点项目建设", "农田水利", "稳岗就业", "食品药品抽检", "公共卫生", "财政预决算", "征地补偿",
           "惠民补贴", "老旧小区改造", "道路养护", "环境监测", "养老服务", "安全生产", "政府采购", "涉企优惠"]
_ACTIONS = ["建立逐项销号的台账", "把公开要求写入办文流程", "对栏目实行季度体检", "指定专人每周巡查链接", "完善发布前的保密审查单",
            "邀请居民代表参加开放日", "编印简明办事手册", "更新公开指南和联系电话", "组织兼职信息员轮训", "开展依申请答复案卷互评",
            "统一附件的格式与命名", "试行政策要点一图读懂", "压缩内部流转环节", "把群众提问整理成问答库"]
_RESULTS = ["公开内容更加完整", "查找所需时间明显缩短", "答复文书质量稳步提升", "栏目空白现象基本消除", "群众来电咨询较上年减少",
            "各科室配合更加顺畅", "历史文件实现集中展示", "解读材料更贴近日常用语"]
_FAULTS = ["少数栏目更新间隔偏长", "个别解读仍以文字为主、形式偏单一", "基层信息员更替频繁、业务衔接不够", "部分历史文件尚未完成数字化",
           "线下查阅点的使用率不高", "答复文书的说理部分还不够充分", "与群众互动的渠道有待拓宽", "小屏阅读时附件打开较慢"]
_LAWS = "《中华人民共和国政府信息公开条例》"


def _n(rng, style, top=999):
    v = str(rng.randrange(1, top))
    return (" " + v + " ") if style == "spaced" else v


def _pick(rng, items, k):
    return rng.sample(items, k)


def _sentence(rng, we, year, num):
    a, b, c = _pick(rng, _ACTIONS, 3)
    t, u, v = _pick(rng, _TOPICS, 3)
    ch, dh = _pick(rng, _CHANNELS, 2)
    return rng.choice([
        "%s围绕%s、%s、%s等领域，%s，%s，%s。" % (we, t, u, v, a, b, rng.choice(_RESULTS)),
        "全年通过%s发布信息%s条，通过%s发布信息%s条，其中涉及%s的有%s条。" % (ch, num(), dh, num(), t, num(90)),
        "针对%s类信息分散的情况，%s，并%s，%s。" % (t, a, b, rng.choice(_RESULTS)),
        "一是%s；二是%s；三是%s。" % (a, b, c),
        "截至%s年底，公开目录共设%s个栏目，%s信息的平均更新间隔为%s.%d天。" % (year, num(60), t, num(20).strip(), rng.randrange(10)),
        "在%s增设“%s”入口，累计访问%s人次，满意率%d.%d%%。" % (ch, t, num(99999), rng.randrange(80, 99), rng.randrange(10)),
        "对照上级通报的%s个问题，逐条明确责任人和完成时限，已全部办结。" % num(20),
        "依托%s收集意见%s条，采纳%s条，未采纳的均说明理由。" % (dh, num(300), num(90)),
        "坚持“谁制作、谁负责，谁发布、谁更新”，%s，%s。" % (a, rng.choice(_RESULTS)),
        "先后举办培训%s期，参加人员%s人次，重点讲解①答复时限、②文书格式、③送达方式。" % (num(12), num(400)),
        "按照%s和本级公开事项目录的要求，%s。" % (_LAWS, a),
    ])


_HEADS = {
    "overview": ["主动公开", "依申请公开", "政府信息管理", "平台建设", "监督保障"],
    "problems": ["存在问题", "改进措施"],
}


class Prose:
    def __init__(self, rng, we, year, style):
        self.rng, self.we, self.year, self.style = rng, we, year, style

    def num(self, top=999):
        return _n(self.rng, self.style, top)

    def y(self):
        return (str(self.year) + " ") if self.style == "spaced" else str(self.year)

    def paragraph(self, sentences):
        return "".join(_sentence(self.rng, self.we, self.y(), self.num) for _ in range(sentences)).strip()

    def preamble(self, org, upper):
        r, y = self.rng, self.y()
        first = "本报告依照%s及上级有关编制要求，由%s编制。" % (_LAWS, org)
        period = "所列数据的统计期限自%s年%s月%s日起，至%s年%s月%s日止。" % (
            y, *[self._d(x) for x in (1, 1)], y, *[self._d(x) for x in (12, 31)])
        contact = "对本报告有疑问的，请与编制单位联系（地址：%s文昌路%s号，电话：0%d-%d，邮箱：xxgk%d@example.cn）。" % (
            upper, self.num(300), r.randrange(310, 999), r.randrange(2000000, 8999999), r.randrange(100))
        return r.choice([[first + period], [first, period + contact], [first + period + contact], [first + period]])

    def _d(self, x):
        return (" %d " % x) if self.style == "spaced" else str(x)

    def section(self, ident, length):
        r = self.rng
        if ident == "other_matters":
            return r.choice([
                ["无。"], ["%s年未收取信息处理费，没有其他需要说明的内容。" % self.y()],
                ["本年度依规收取政府信息公开信息处理费%s元。" % self.num(4000), self.paragraph(2)],
                ["%s年，%s未向申请人收取信息处理费。" % (self.y(), self.we), self.paragraph(1)]])
        if ident == "problems":
            a, b = _pick(r, _FAULTS, 2)
            c, d = _pick(r, _ACTIONS, 2)
            first = "回看全年工作，仍有一些不足：%s，%s。" % (a, b)
            second = "下一步，%s将%s，%s，力求%s。" % (self.we, c, d, r.choice(_RESULTS))
            if r.random() < 0.3:
                return ["（一）%s" % _HEADS["problems"][0], first, "（二）%s" % _HEADS["problems"][1], second]
            if r.random() < 0.2:
                return ["（一）存在的问题。" + first, "（二）改进的办法。" + second, self.paragraph(length)]
            return [first + second] if r.random() < 0.4 else [first, second]
        if ident == "overview":
            out = []
            if r.random() < 0.8:
                out.append("%s年，%s落实%s，%s，%s。" % (self.y(), self.we, _LAWS, *_pick(r, _ACTIONS, 2)))
            heads = _HEADS["overview"][:r.choice([0, 3, 4, 5, 5, 5])]
            separate = r.random() < 0.25
            for k, h in enumerate(heads):
                mark = "（%s）" % "一二三四五"[k]
                if separate:
                    out += [mark + h + r.choice(["", "情况"]), self.paragraph(length)]
                else:
                    out.append(mark + h + r.choice(["。", "情况。", "："]) + self.paragraph(length))
            if not heads:
                out += [self.paragraph(length + 1) for _ in range(2)]
            return out
        return [self.paragraph(1)]


_CJK = (r"[\u2e80-\u303f\u3040-\u9fff\uf900-\ufaff\ufe10-\ufe1f\ufe30-\ufe4f\uff00-\uffef"
        r"\u2018\u2019\u201c\u201d\u2014\u2026\u00b7\u2460-\u2473]")
_NEXT = re.compile(r"(?<=%s)\s+|\s+(?=%s)" % (_CJK, _CJK))


def layout(text):
    """Removes the spaces that are layout: those next to a Chinese character or Chinese punctuation."""
    return re.sub(r"\s+", " ", _NEXT.sub("", text.strip())).strip()


_HAN = "〇一二三四五六七八九"


def han_year(year):
    return "".join(_HAN[int(d)] for d in str(year))


def han_number(n):
    """1–31 in Chinese figures."""
    tens, ones = divmod(n, 10)
    return ("" if not tens else "十" if tens == 1 else _HAN[tens] + "十") + (_HAN[ones] if ones or not tens else "")
