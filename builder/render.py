"""Page → HTML, XML or JSON: the only file that knows Jinja. (Document → HTML lies beside it in fragment.py.)"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import traceback
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from types import CodeType
from typing import Any
from urllib.parse import quote

import jinja2
import msgspec
from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.parser import Parser
from markupsafe import Markup, escape

from builder import model as m
from builder import packing
from builder.assets import Assets
from builder.config import Config, builtin
from builder.fragment import for_feed
from builder.text import in_words, safe_url

# The template of each kind of page; feed.json has none: json.dumps knows better how to write JSON.
_TEMPLATES = {
    **{kind: f"{kind}.html" for kind in ("article", "index", "archive", "search", "root", "404")},
    **dict.fromkeys(("source", "author", "tag", "month"), "term.html"),
    **dict.fromkeys(("sources", "authors", "tags"), "terms.html"),
    "year": "archive.html",
    "feed.xml": "feed.xml",
    "sitemap": "sitemap.xml",
    "robots": "robots.txt",
    "manifest": "manifest.webmanifest",
}
# `{{ w["归档"] }}`, and with one value in it: `{{ w["约 {minutes} 分钟"].format(minutes=entry.minutes) }}`.
_WORD = re.compile(r'\{\{ w\["([^"{}]+(?:\{(\w+)\}[^"{}]*)?)"\](?:\.format\(\2=([\w.]+)\))? \}\}')
_MARK = "\x1a"
_MARKED = re.compile(f"{_MARK}([012])([^{_MARK}]*){_MARK}")  # a word, what is before the value in it, what is after it
_VALUE = re.compile(r"\{\w+\}")
_NOT_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOCALES = {"zh-Hans": "zh_CN", "zh-Hant": "zh_TW", "zh-Hant-HK": "zh_HK", "zh-Hans-SG": "zh_SG", "zh-Hans-MY": "zh_MY"}


class _WordedLoader(jinja2.FileSystemLoader):
    """Templates whose interface words are put in when they are loaded, a third of a page's work. They are compiled with
    marks in the words' places, once for all variants."""

    def __init__(self, folders: Sequence[Path], words: Mapping[str, Markup]) -> None:
        super().__init__(folders)
        self._words = words

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, path, fresh = super().get_source(environment, template)
        return _WORD.sub(self._marked, source), path, fresh

    def _marked(self, found: re.Match[str]) -> str:
        word, name, value = found.groups()
        if word not in self._words or bool(name) != bool(value):
            return found[0]
        if not name:
            return f"{_MARK}0{word}{_MARK}"
        if _VALUE.findall(self._words[word]) != [f"{{{name}}}"]:  # of a site's own [words]: `format` will know
            return found[0]
        return f"{_MARK}1{word}{_MARK}{{{{ {value} }}}}{_MARK}2{word}{_MARK}"

    def worded(self, constant: Any) -> Any:
        """A constant of a compiled template (text, a tuple, other code) with this variant's words for the marks."""
        match constant:
            case str() if _MARK in constant:
                return _MARKED.sub(self._word, constant)
            case tuple():
                return tuple(map(self.worded, constant))
            case CodeType():
                return constant.replace(co_consts=self.worded(constant.co_consts))
        return constant

    def _word(self, found: re.Match[str]) -> str:
        word = str(self._words[found[2]])
        return (word, *_VALUE.split(word))[int(found[1])]


class _Compiled(jinja2.BytecodeCache):
    """Templates as this program compiled them before, a file each; what is damaged is compiled again."""

    def __init__(self, folder: Path, program: bytes) -> None:
        self._folder, self._program = folder, program

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        with suppress(OSError, packing.Damaged, ValueError):
            program, code = packing.unpack((self._folder / bucket.key).read_bytes())
            if program == self._program:
                bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / bucket.key).write_bytes(packing.pack((self._program, bucket.bytecode_to_string())))


def _escape(value: object) -> str:
    """As markupsafe's `escape`, which makes an object of each text: most need no change at all."""
    if type(value) is Markup:
        return value
    if type(value) is str and not ("&" in value or "<" in value or ">" in value or '"' in value or "'" in value):
        return value
    return escape(value)


@lru_cache(256)
def _up(levels: int) -> Markup:
    """So many folders up; it needs no escape, though it stands before every address."""
    return Markup("../" * levels)


class _Template(jinja2.Template):
    """A template for pages by the ten thousand: a seventh of their work is Jinja's way of escaping, and a twentieth its
    way of keeping globals."""

    @classmethod
    def from_code(
        cls,
        environment: jinja2.Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],
        uptodate: Callable[[], bool] | None = None,
    ) -> jinja2.Template:
        if isinstance(environment.loader, _WordedLoader):
            code = environment.loader.worded(code)
        template = super().from_code(environment, code, dict(globals), uptodate)
        template.root_render_func.__globals__["escape"] = _escape
        return template


class _Once(Extension):
    """`{% once %}…{% endonce %}`: what is the same on every page of a variant and of a depth of folders, rendered once.

    https://jinja.palletsprojects.com/en/stable/extensions/#module-jinja2.ext
    """

    tags = {"once"}  # noqa: RUF012  # as its base class has it

    def __init__(self, environment: jinja2.Environment) -> None:
        super().__init__(environment)
        self._kept: dict[tuple[str, str, str], str] = {}

    def parse(self, parser: Parser) -> list[nodes.Node]:
        line = next(parser.stream).lineno
        body = parser.parse_statements(("name:endonce",), drop_needle=True)
        tag = nodes.Getattr(nodes.Name("variant", "load"), "tag", "load")
        key = nodes.Tuple([nodes.Const(f"{parser.name}:{line}"), tag, nodes.Name("root", "load")], "load")
        kept, made = self.attr("_kept"), parser.free_identifier().name
        make = [
            nodes.AssignBlock(nodes.Name(made, "store"), None, body),
            nodes.ExprStmt(self.call_method("_keep", [key, nodes.Name(made, "load")])),
        ]
        unless = nodes.If(nodes.Compare(key, [nodes.Operand("notin", kept)]), make, [], [])
        return [node.set_lineno(line) for node in (unless, nodes.Output([nodes.Getitem(kept, key, "load")]))]

    def _keep(self, key: tuple[str, str, str], text: str) -> None:
        self._kept[key] = text


class Renderer:
    """Templates, compiled once in each process, and what all pages share.

    A template of the site's own `templates/` wins over the built-in one of its name. `words` are `words.tables`;
    `compiled` is a folder that keeps compiled templates for the next time, and `program` the fingerprint of what
    compiles them. Survives a fork: make it before the workers.
    """

    def __init__(
        self,
        root: Path,
        config: Config,
        assets: Assets,
        words: Mapping[str, Mapping[str, str]],
        compiled: Path | None = None,
        program: bytes = b"",
    ) -> None:
        self._config = config
        self._assets = assets
        self._words = {tag: {k: Markup.escape(v) for k, v in table.items()} for tag, table in words.items()}
        self._csp = (
            "default-src 'none'; script-src 'self' {scripts}; style-src 'self'; img-src 'self' https: http: data:; "
            "connect-src 'self'; manifest-src 'self'; frame-src 'none'; base-uri 'none'; form-action 'self'"
        )
        self._others = {v.tag: [one for one in config.variants if one.script != v.script] for v in config.variants}
        folders = [root / "templates", builtin("templates")]
        for place in (folders[0], *sorted(folders[0].rglob("*"))):
            if place.is_symlink():  # it might lead out of the site's root
                where = place.relative_to(root).as_posix()
                raise m.TongduError(m.Problem(where, "is a symbolic link, and not followed", "put the file there"))
        shared = jinja2.Environment(
            loader=jinja2.FileSystemLoader(folders),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            undefined=jinja2.StrictUndefined,
            auto_reload=False,
            extensions=[_Once],
        )
        # With the context, for Jinja works out `{{ "a.png"|absolute }}` as it compiles a template, which is kept.
        shared.filters["absolute"] = jinja2.pass_context(lambda _, address: self._absolute(address))
        shared.template_class = _Template
        shared.filters["url"] = safe_url
        shared.filters["day"] = in_words
        shared.globals.update(
            config=config,
            assets=assets,
            variants=config.variants,
            words=self._words,
            locales=_LOCALES,
            boot=Markup(assets.boot.text),
            choose=Markup(assets.choose.text),
        )
        self._environments = {"": shared}
        for tag, table in self._words.items():
            self._environments[tag] = shared.overlay(
                loader=_WordedLoader(folders, table),
                bytecode_cache=_Compiled(compiled, program) if compiled else None,
            )

    def page(self, page: m.Page, *fragments: str) -> str:
        """The whole file that `page` plans; `fragments` are those of its outline, in their order.

        Raises TongduError, naming the template and its line, where a template is at fault.
        """
        if page.kind == "feed.json":
            return self._json_feed(page, fragments)
        name = _TEMPLATES[page.kind]
        values: dict[str, object] = {"page": page, "view": page.view, "variant": page.variant}
        if page.variant:
            values["w"] = self._words[page.variant.tag]
            values["here"] = dict(page.alternates)
            values["others"] = self._others[page.variant.tag]
            values["home"] = _up(page.path.count("/") - 1) or "./"
        values["root"] = self._config.base_path if page.kind == "404" else _up(page.path.count("/"))
        scripts = [self._assets.boot.source]
        if page.kind == "root":
            scripts.append(self._assets.choose.source)
        if isinstance(page.view, m.ArticleView):
            ld, source = self._json_ld(page, page.view)
            scripts.append(source)
            values["ld"] = ld
            values["fragment"] = Markup(fragments[0])
        elif page.kind == "feed.xml":
            values["contents"] = [self._feed_content(page, n, text) for n, text in enumerate(fragments)]
        values["csp"] = Markup(self._csp.format(scripts=" ".join(scripts)))
        try:
            result = self._environments[page.variant.tag if page.variant else ""].get_template(name).render(values)
        except jinja2.TemplateSyntaxError as error:
            where = f"templates/{error.name}"
            raise m.TongduError(m.Problem(where, str(error.message), "mend the template", error.lineno)) from error
        except jinja2.TemplateNotFound as error:
            raise m.TongduError(m.Problem(f"templates/{error.name}", "is missing", "put it back")) from error
        except Exception as error:  # whatever an expression in a template raises: Jinja's own errors, TypeError …
            trace = traceback.extract_tb(error.__traceback__)
            frames = [frame for frame in trace if Path(frame.filename).parent.name == "templates"]
            where = f"templates/{Path(frames[-1].filename).name if frames else name}"
            line = frames[-1].lineno if frames else None
            message = str(error) if isinstance(error, jinja2.TemplateError) else f"{type(error).__name__}: {error}"
            raise m.TongduError(m.Problem(where, message, "mend the template", line)) from error
        return result if page.path.endswith(".html") else _NOT_XML.sub("", result)

    def _absolute(self, address: str) -> str:
        """An address below the site's root as a whole URL, percent-encoded."""
        return self._config.base_url + (address if address.isascii() else quote(address, safe="/~-._"))

    def _feed_content(self, page: m.Page, n: int, text: str) -> str:
        assert isinstance(page.view, m.FeedView)
        return for_feed(text, self._absolute(page.view.articles[n].entry.address))

    def _json_ld(self, page: m.Page, view: m.ArticleView) -> tuple[Markup, str]:
        """schema.org's description of an article, and the hash by which the page's policy knows it.

        https://developers.google.com/search/docs/appearance/structured-data/article, https://schema.org/workTranslation
        """
        entry = view.entry
        own = next((a for tag, a in page.alternates if view.own and tag == view.own.tag), "")
        data: dict[str, object] = {
            "@context": "https://schema.org",
            "@type": "NewsArticle" if view.source_url else "Article",
            "@id": self._absolute(page.canonical),
            "headline": entry.title,
            "inLanguage": entry.lang or (page.variant.tag if page.variant else ""),
        }
        if entry.date:
            data["datePublished"] = entry.date
        if view.updated:
            data["dateModified"] = view.updated
        if view.authors:
            data["author"] = [{"@type": "Person", "name": author.name} for author in view.authors]
        if entry.source:
            data["publisher"] = {"@type": "Organization", "name": entry.source}
        if entry.picture and (picture := safe_url(entry.picture.url)):
            data["image"] = picture if ":" in picture else self._absolute(picture)
        if original := safe_url(view.source_url):
            data["isBasedOn"] = original
        if own and own != page.canonical:
            data["translationOfWork"] = {"@id": self._absolute(own)}
        elif own:
            others = dict(page.alternates[:-1]).values()
            data["workTranslation"] = [{"@id": self._absolute(a)} for a in others if a != own]
        text = _script_json(data)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        return Markup(text), f"'sha256-{digest}'"

    def _json_feed(self, page: m.Page, fragments: tuple[str, ...]) -> str:
        """https://www.jsonfeed.org/version/1.1/"""
        assert isinstance(page.view, m.FeedView) and page.variant
        items = []
        for n, (view, text) in enumerate(zip(page.view.articles, fragments, strict=True)):
            entry = view.entry
            url = self._absolute(entry.address)
            item: dict[str, object] = {
                "id": url,
                "url": url,
                "title": entry.title,
                "content_html": self._feed_content(page, n, text),
                "summary": entry.excerpt,
                "language": entry.lang or page.variant.tag,
            }
            if original := safe_url(view.source_url):
                item["external_url"] = original
            if entry.date:
                item["date_published"], item["date_modified"] = page.view.times[n]
            if view.authors:
                item["authors"] = [{"name": author.name} for author in view.authors]
            if view.tags:
                item["tags"] = [tag.name for tag in view.tags]
            items.append(item)
        words = self._words[page.variant.tag]
        feed: dict[str, object] = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": str(words[self._config.title].unescape()),
            "home_page_url": self._absolute(f"{page.variant.slug}/"),
            "feed_url": self._absolute(page.path),
            "icon": self._absolute("icon-512.png"),
            "language": page.variant.tag,
        }
        if self._config.description:
            feed["description"] = str(words[self._config.description].unescape())
        if self._config.author:
            feed["authors"] = [{"name": str(words[self._config.author].unescape())}]
        return json.dumps(feed | {"items": items}, ensure_ascii=False, indent=1) + "\n"


_IN_SCRIPT = [(character, f"\\u{ord(character):04x}") for character in "<>&\u2028\u2029"]


def _script_json(data: object) -> str:
    """JSON that may stand inside `<script>`: nothing in it can end the element or the line."""
    text = msgspec.json.encode(data).decode()  # json.dumps takes five times as long
    for character, escaped in _IN_SCRIPT:
        text = text.replace(character, escaped)
    return text
