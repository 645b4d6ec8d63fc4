"""The interface words: one catalogue in Simplified characters, converted for each variant like everything else."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from builder.config import Config
from builder.detect import detect
from builder.model import Variant

# A template asks for `w["归档"]`; a script reads what its template hands it. {braces} are filled in by the template.
CATALOGUE = (
    # every page
    "跳到正文",
    "文字版本",
    "对照",
    "搜索",
    "阅读设置",
    "主导航",
    "网站",
    "首页",
    "归档",
    "来源",
    "作者",
    "标签",
    "订阅",
    "由同读生成",
    # an article
    "目录",
    "相关内容",
    "脚注",
    "返回正文",
    "本节的链接",
    "表格",
    "播放",
    "显示图片",
    "约 {minutes} 分钟",
    "原文为{script}",
    "本文不是中文，照原样刊出",
    "出处",
    "原文链接",
    "存档副本",
    "存档于",
    "更新于",
    "种子校验",
    "上一篇",
    "下一篇",
    "相关文章",
    "文章导航",
    # lists
    "全部文章",
    "共 {count} 篇",
    "第 {number} 页，共 {count} 页",
    "最新",
    "最早",
    "较新",
    "较旧",
    "分页",
    "还没有文章。",
    "日期不详",
    "{count} 篇",
    "{year}年",
    "{year}年{month}月",
    # the chooser and the page that is not there
    "选择阅读的字体",
    "找不到这一页",
    "这个地址上没有文章，也许已经移走。",
    "请从下面继续阅读：",
    # the reader's tools: what static/js/ asks for by `word("…")`
    "主题",
    "自动",
    "浅色",
    "米黄",
    "深色",
    "字号",
    "最小",
    "小",
    "中",
    "大",
    "最大",
    "字体",
    "宋体",
    "黑体",
    "行距",
    "密",
    "适中",
    "疏",
    "行宽",
    "窄",
    "宽",
    "排向",
    "横排",
    "直排",
    "图片",
    "显示",
    "点按后显示",
    "快捷键",
    "开",
    "关",
    "换字",
    "一对多",
    "地区用词",
    "编者指定",
    "引号",
    "字形",
    "差别",
    "从磁盘打开时读不到另一页，请从网站上打开。",
    "另一种文字的网页现在读不到。",
    "另一种文字来得慢，现在到了：请再按“对照”。",
    "图片打不开，看原图",
    "点按显示图片",
    # search
    "搜索文章",
    "搜索需要 JavaScript。没有它，可以从归档里找。",
    "简体、繁体都可以；空格表示“而且”，引号表示整句。",
    "找到 {count} 篇",
    "至少 {count} 篇",
    "更多结果",
    "没有找到。换一个词，或者少用几个词试试。",
    "只有标点或符号，没有可以找的字词。",
    "只找前 {count} 个字。",
    "现在没有网络。接上以后会再找。",
    "读不到搜索的索引，请稍后再试。",
    "搜索的索引不完整，请刷新页面；如果还是这样，请告诉网站的主人。",
    "前往归档",
    "已标出",
    "去掉标记",
    "搜索要从服务器打开，从磁盘打开的网页读不到索引。",
)

# Where the dictionary's word is not the one that readers of a script expect of a web page.
OVERRIDES: Mapping[str, Mapping[str, str]] = {
    "zh-Hant": {
        "宋体": "明體",
        "从磁盘打开时读不到另一页，请从网站上打开。": "從磁碟打開時讀不到另一頁，請從網站上打開。",
        "原文链接": "原文連結",
        "本节的链接": "本節的連結",
    },
}


def tables(config: Config, convert: Callable[[str, str, Variant], str]) -> dict[str, dict[str, str]]:
    """For each variant's tag, what stands for each word of the catalogue, and for the site's title and description.

    `convert(text, source, to)` is `variants.Converter.text`. A site's `[words]` win: they name a word by its Simplified
    form and give another, which is converted in its turn.
    """
    names = {text: detect(text).script for text in (config.title, config.description, config.author)}
    result: dict[str, dict[str, str]] = {}
    for variant in config.variants:
        table = {text: convert(text, script, variant) for text, script in names.items()}
        table |= {text: convert(config.words.get(text, text), "zh-Hans", variant) for text in CATALOGUE}
        table |= {text: word for text, word in OVERRIDES.get(variant.script, {}).items() if text not in config.words}
        result[variant.tag] = table
    return result
