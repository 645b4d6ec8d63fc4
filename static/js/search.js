// Search, on the search page and on an article that was opened from it (`mark`). The index and its files are described
// in builder/search.py; what a term is, in builder/terms.py, which this file follows step by step.

const BASE = new URL("../search/", import.meta.url);
const LONGEST = 40; // characters in a word, as in builder/terms.py
const LIMIT = 100; // characters of a query that count
const FIRST = 4; // results at first: each costs its page, and few readers look further
const TRIES = 3; // times as many pages are looked at, where something was found, before a reader has to ask for more
const MORE = 10;
const PREFIX_SHARDS = 8;

// ── files ───────────────────────────────────────────────────────────────────────────────────────────────────────────

class Unreadable extends Error {} // a file of the index is missing, cut short or of another build

const get = async (url, options) => {
  const response = await fetch(url, options);
  if (!response.ok) throw new Unreadable(`${url} ${response.status}`);
  return response.text();
};

// A function that loads a thing once for each key, but again after a failure, or when it is told to forget.
const remembered = (load) => {
  const known = new Map();
  const recall = (key) => {
    if (!known.has(key)) known.set(key, load(key).catch((error) => { known.delete(key); throw error; }));
    return known.get(key);
  };
  return Object.assign(recall, { forget: () => known.clear() });
};

const json = (text) => {
  try { return JSON.parse(text); } catch { throw new Unreadable("not JSON"); }
};

// Characters from the steps between their code points.
const characters = (text) => {
  const list = [];
  let code = 0, step = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = text.charCodeAt(i);
    step = (step << 5) | ((digit - 0x30) & 31); // 0x30 to 0x4f end a number, 0x50 to 0x6f go on
    if (digit >= 0x50) continue;
    code += step & 1 ? -(step + 1) / 2 : step / 2;
    list.push(String.fromCodePoint(code));
    step = 0;
  }
  return list;
};

// index.json, and what follows from it. `cache` is fetch's: "default", or "reload" where what the browser kept is bad.
const open = remembered(async (cache) => {
  const data = json(await get(new URL("index.json", BASE), { cache: cache === "default" ? "no-cache" : cache }));
  if (!Array.isArray(data.starts)) throw new Unreadable("index.json");
  const folded = characters(data.folded);
  const table = new Map(characters(data.forms).map((form, i) => [form, folded[i]]));
  const letter = `(?![${data.dense}])[\\p{L}\\p{N}]`;
  const blocks = remembered(async (path) => json(await get(new URL(`d/${path}.json?${data.stamp}`, BASE), { cache })));
  return {
    ...data,
    table,
    letter,
    isDense: new RegExp(`^[${data.dense}]`, "u"),
    tokens: new RegExp(`[${data.dense}]|(?:${letter}){1,${LONGEST}}`, "gu"),
    gap: `[^\\p{L}\\p{N}${data.dense}]`,
    inline: new Set(data.inline.toUpperCase().split(" ")),
    shard: remembered(async (n) => {
      const text = await get(new URL(`t/${n}.txt?${data.stamp}`, BASE), { cache });
      if (!text.startsWith(`${data.stamp}\n`) || !text.endsWith(`\n${data.stamp}\n`)) throw new Unreadable(`t/${n}.txt`);
      return text;
    }),
    // Title, source, date and address of an article: [slug, date, source, title].
    about: async (variant, number) => {
      const block = Math.floor(number / data.block);
      const documents = await blocks(`${variant}/${block}`);
      if (documents.length !== Math.min(data.block, data.articles - block * data.block)) throw new Unreadable(`d/${block}`);
      return documents[number % data.block];
    },
  };
});

// ── folding ─────────────────────────────────────────────────────────────────────────────────────────────────────────

// The folded text, and for each of its code units where the character that it comes from begins and ends.
const fold = (index, text) => {
  let folded = "", at = 0;
  const starts = [], ends = [];
  for (const char of text) {
    let plain = char;
    if (char > "\x7f") {
      plain = char.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().normalize("NFC");
      if (plain > "\u2e7f") plain = Array.from(plain, (c) => index.table.get(c) ?? c).join("");
    } else if (char >= "A" && char <= "Z") plain = char.toLowerCase();
    for (let i = 0; i < plain.length; i++) { starts.push(at); ends.push(at + char.length); }
    folded += plain;
    at += char.length;
  }
  return { folded, starts, ends };
};

// ── the query ───────────────────────────────────────────────────────────────────────────────────────────────────────

// What must be found: phrases of tokens, with what stands between each and the one before: "" nothing, " " white space,
// "." punctuation. Words apart mean AND; quotation marks around words, apart from other words, make them one phrase.
const parse = (index, query) => {
  const { folded } = fold(index, [...query].slice(0, LIMIT).join(""));
  const parts = folded.match(/(?<!\S)(?:"[^"]*"|“[^”]*”|「[^」]*」|『[^』]*』)(?!\S)|\S+/gu) ?? [];
  const phrases = new Map();
  for (const part of parts) {
    const tokens = [], gaps = [];
    let end = 0;
    for (const match of part.matchAll(index.tokens)) {
      const between = part.slice(end, match.index);
      gaps.push(between.trim() ? "." : between && " ");
      tokens.push(match[0]);
      end = match.index + match[0].length;
    }
    if (tokens.length) phrases.set(tokens.map((token, i) => gaps[i] + token).join(""), { tokens, gaps: ["", ...gaps.slice(1)] });
  }
  return [...phrases.values()];
};

// The terms of a phrase: its pairs, and the tokens that are in none. The last word may be unfinished.
const termsOf = (index, { tokens, gaps }) => {
  const dense = tokens.map((token) => index.isDense.test(token));
  const pairs = tokens.map((token, i) => {
    const near = i > 0 && (dense[i - 1] && dense[i] ? gaps[i] === "" : dense[i - 1] !== dense[i] && gaps[i] !== ".");
    return near && tokens[i - 1] + token;
  });
  return tokens.flatMap((token, i) => {
    const open = i === tokens.length - 1 && !dense[i] && token.length > 1;
    if (pairs[i]) return { text: pairs[i], key: dense[i] ? tokens[i - 1] : pairs[i], last: dense[i] ? token : "", open };
    return pairs[i + 1] ? [] : { text: token, key: token, last: "", open };
  });
};

// A phrase as a regular expression over folded text.
const patternOf = (index, { tokens, gaps }, open) => {
  const dense = tokens.map((token) => index.isDense.test(token));
  const word = (token, i) => {
    if (dense[i]) return token;
    const start = i > 0 && !dense[i - 1] && !gaps[i] ? "" : `(?<!${index.letter})`;
    const end = (i === tokens.length - 1 ? open : !dense[i + 1] && !gaps[i + 1]) ? "" : `(?!${index.letter})`;
    return start + token + end;
  };
  const between = (i) => {
    if (gaps[i] === ".") return `${index.gap}+`;
    if (i && dense[i] !== dense[i - 1]) return " ?";
    return gaps[i] && `${index.gap}*`;
  };
  return new RegExp(tokens.map((token, i) => between(i) + word(token, i)).join(""), "gu");
};

// ── postings ────────────────────────────────────────────────────────────────────────────────────────────────────────

const precedes = (one, other) => { // by code points, as Python sorts
  const a = [...one], b = [...other];
  for (let i = 0; i < a.length && i < b.length; i++) if (a[i] !== b[i]) return a[i].codePointAt(0) < b[i].codePointAt(0);
  return a.length < b.length;
};

// The number of the shard in which an address stands, if anywhere.
const shardOf = (index, address) => {
  let low = 0, high = index.starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (precedes(address, index.starts[middle])) high = middle; else low = middle + 1;
  }
  return low - 1;
};

// Adds article → weight to `found`: the number of matches, plus 32 where the title has the term.
const decode = (index, postings, found) => {
  let article = -1, distance = 0, weight = 0;
  const note = () => { if (article >= 0) found.set(article, Math.max(found.get(article) ?? 0, weight)); };
  for (let i = 0; i < postings.length; i++) {
    const code = postings.charCodeAt(i);
    if (code >= 0x50 && code < 0x70) distance = (distance << 5) | (code - 0x50);
    else if (code >= 0x30 && code < 0x50) {
      note();
      article += ((distance << 5) | (code - 0x30)) + 1;
      distance = 0;
      weight = 1;
    } else if (code === 0x21) weight += 32;
    else weight += index.matches.indexOf(postings[i]) + 1;
  }
  note();
  return found;
};

const exactly = async (index, { key, last }) => {
  const n = shardOf(index, `${key} ${last}`);
  if (n < 0) return new Map();
  const text = await index.shard(n);
  const start = text.indexOf(`\n${key} `);
  if (start < 0) return new Map();
  const line = text.slice(start + key.length + 2, text.indexOf("\n", start + 1));
  const at = last ? line.indexOf(last) : 0;
  return decode(index, at < 0 ? "" : line.slice(at + last.length).match(/^[!-~]*/)[0], new Map());
};

// All words that begin so, or the first of very many: the phrase is `cut` then, and its articles are not counted.
const beginning = async (index, { key }, phrase) => {
  const from = Math.max(shardOf(index, `${key} `), 0), last = shardOf(index, `${key}\u{10ffff}`);
  const to = Math.min(last, from + PREFIX_SHARDS - 1);
  phrase.cut = last > to;
  const numbers = Array.from({ length: Math.max(to - from + 1, 0) }, (_, i) => from + i);
  const found = new Map();
  for (const text of await Promise.all(numbers.map(index.shard))) {
    for (const [, postings] of text.matchAll(new RegExp(`^${key}[^ \\n]* ([!-~]+)`, "gmu"))) decode(index, postings, found);
  }
  return found;
};

// The articles that may hold all phrases, best first: { order: numbers, exact: whether they surely do, cut: whether others
// may too }.
const candidates = async (index, phrases) => {
  const terms = phrases.map((phrase) => termsOf(index, phrase));
  const lookup = async (term, phrase) => {
    const found = await exactly(index, term);
    if (found.size || !term.open) return found;
    phrase.open = true;
    return beginning(index, term, phrase);
  };
  // Three terms, spread over the phrase, tell most; the others are asked for where too many articles are left.
  const early = terms.map((all) => [...new Set([0, (all.length >> 2) * 2, all.length - 1])]);
  let left = null;
  const meet = async (chosen) => {
    const found = await Promise.all(chosen.flatMap((all, i) => all.map((term) => lookup(term, phrases[i]))));
    for (const postings of found.sort((a, b) => a.size - b.size)) {
      if (!left) { left = postings; continue; }
      const both = new Map();
      for (const [article, weight] of left) {
        const other = postings.get(article);
        if (other) both.set(article, (weight & other & 32) | Math.min(weight & 31, other & 31));
      }
      left = both;
    }
  };
  await meet(terms.map((all, i) => early[i].map((n) => all[n])));
  if (left.size > FIRST) await meet(terms.map((all, i) => all.filter((_, n) => !early[i].includes(n))));
  return {
    order: [...left.keys()].sort((a, b) => left.get(b) - left.get(a) || a - b),
    exact: terms.every((all, i) => all.length === 1 && phrases[i].tokens.length <= 2),
    cut: phrases.some((phrase) => phrase.cut),
  };
};

// ── pages ───────────────────────────────────────────────────────────────────────────────────────────────────────────

// What of an article's page is its own, and therefore in the index: the rest are words of the site.
const OWN = "h1, .kicker a, .byline a, .article .text, .tags a";

// The text of an article's page that is searched, as pieces: text nodes, and null where a block begins or ends.
const piecesOf = (index, page) => {
  const pieces = [];
  const walk = (node) => {
    if (node.nodeType === 3) pieces.push(node);
    else if (node.nodeType === 1 && !/^(RT|RP|NAV|SCRIPT|STYLE|TEMPLATE)$/.test(node.nodeName)) {
      const block = !index.inline.has(node.nodeName);
      if (block) pieces.push(null);
      node.childNodes.forEach(walk);
      if (block) pieces.push(null);
    }
  };
  for (const part of page.querySelectorAll(OWN)) {
    walk(part);
    pieces.push(null);
  }
  return pieces;
};

// Where each phrase stands in a text: for each, [[start, end], …] in code units of the text itself.
const placesIn = (index, phrases, text) => {
  const { folded, starts, ends } = fold(index, text);
  return phrases.map((phrase) => Array.from(folded.matchAll(patternOf(index, phrase, phrase.open)), (match) => [
    starts[match.index], ends[match.index + match[0].length - 1],
  ]));
};

// Places of all phrases in one row, those that overlap joined.
const joined = (places) => places.flat().sort((a, b) => a[0] - b[0] || b[1] - a[1]).reduce((row, [start, end]) => {
  const before = row.at(-1);
  if (before && start < before[1]) before[1] = Math.max(before[1], end); else row.push([start, end]);
  return row;
}, []);

// Text with its marks, between `from` and `to`.
const marked = (text, row, from = 0, to = text.length) => {
  const nodes = [];
  let at = from;
  for (const [start, end] of row) {
    if (start < from || end > to) continue;
    const mark = document.createElement("mark");
    mark.textContent = text.slice(start, end);
    nodes.push(text.slice(at, start), mark);
    at = end;
  }
  return [...nodes, text.slice(at, to)];
};

// The lines around the first place of each phrase.
const snippet = (text, places, row) => {
  const pieces = [];
  for (const [first] of places) {
    if (!first || pieces.length > 1 || pieces.some(([from, to]) => first[0] >= from && first[1] <= to)) continue;
    const lineStart = text.lastIndexOf("\n", first[0]) + 1;
    const lineEnd = (text.indexOf("\n", first[1]) + 1 || text.length + 1) - 1;
    let from = Math.max(lineStart, first[0] - 24);
    if (from > lineStart) from += text.slice(from, first[0]).match(/^[^\p{L}\p{N}\p{Ps}\p{Pi}]*/u)[0].length; // no line begins with a comma
    const to = Math.min(lineEnd, Math.max(from + 96, first[1]));
    pieces.push([from, to, from > lineStart, to < lineEnd]);
  }
  return pieces.flatMap(([from, to, cutBefore, cutAfter], i) => [
    i && !pieces[i - 1][3] ? " " : "", cutBefore ? "…" : "", ...marked(text, row, from, to), cutAfter ? "…" : "",
  ]);
};

const opening = (page) => page.querySelector(".text > p")?.textContent.slice(0, 96) ?? "";

// The page of an article, proved: what is shown of it, or null where it doesn't hold the words.
const prove = async (index, phrases, address, signal) => {
  const page = new DOMParser().parseFromString(await get(address, { signal }), "text/html");
  if (!page.querySelector(".article")) throw new Unreadable(address.href);
  const title = page.querySelector("h1")?.textContent ?? "";
  const text = piecesOf(index, page).map((node) => node ? node.data.replace(/[\t\n\r ]+/g, " ") : "\n").join("");
  const places = placesIn(index, phrases, text);
  if (places.some((found) => !found.length)) return null;
  const inTitle = placesIn(index, phrases, title);
  const body = text.indexOf("\n", text.indexOf(title) + title.length);
  const below = places.map((found) => found.filter(([start]) => start > body));
  return {
    address,
    lang: page.documentElement.lang,
    title: marked(title, joined(inTitle)),
    excerpt: below.flat().length ? snippet(text, below, joined(below)) : [opening(page)],
    weight: (inTitle.every((found) => found.length) ? 1e6 : 0) + places.reduce((sum, found) => sum + found.length, 0),
  };
};

// ── the search page ─────────────────────────────────────────────────────────────────────────────────────────────────

const make = (name, className, ...children) => {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...children);
  return element;
};

const start = (form) => {
  const field = form.querySelector("input[type=search]");
  const list = document.getElementById("results");
  const status = document.getElementById("found");
  const more = document.getElementById("more");
  const variant = document.documentElement.dataset.variant;
  const site = new URL("../", BASE);
  let run = new AbortController();
  let next = () => {};
  let cache = "default";

  const say = (word, count) => {
    const long = [...words()].length > LIMIT ? ["long", LIMIT] : null;
    const told = [word && [word, count], word && long].filter(Boolean);
    status.textContent = told.map(([name, number]) => form.dataset[name].replace("{count}", number)).join(" ");
  };
  const failed = (error) => {
    if (error.name === "AbortError") return;
    say(!navigator.onLine ? "offline" : error instanceof Unreadable ? "damaged" : "unreachable");
  };
  const words = () => field.value.trim();
  const pageOf = (folder, slug) => new URL(`${folder}/${slug.split("/").map(encodeURIComponent).join("/")}.html`, site);

  const entry = (result, [, date, source], query) => {
    const link = make("a", "", ...result.title);
    const address = new URL(result.address);
    address.searchParams.set("q", query);
    link.href = address;
    if (result.lang !== document.documentElement.lang) link.hreflang = result.lang;
    const meta = make("p", "meta", ...[source, date.replace(/^(\d+)-0?(\d+)-0?(\d+).*/, "$1年$2月$3日")].filter(Boolean).map((text) => make("span", "", text)));
    const item = make("li", "entry", make("h2", "", link), make("p", "excerpt", ...result.excerpt), meta);
    if (result.lang !== document.documentElement.lang) item.querySelectorAll("h2, .excerpt").forEach((part) => { part.lang = result.lang; });
    return item;
  };

  // One article, from the page in the reader's script, or else from one that has the words where this one has others.
  const look = async (index, phrases, number, signal) => {
    const about = await index.about(variant, number);
    for (const folder of [variant, ...index.variants.filter((other) => other !== variant)]) {
      const result = await prove(index, phrases, pageOf(folder, about[0]), signal).catch((error) => {
        if (error instanceof Unreadable) return null; // that page is gone
        throw error;
      });
      if (result) return { ...result, number, about };
    }
    return null;
  };

  const answer = async (query, signal) => {
    const index = await open(cache);
    const phrases = parse(index, query);
    const { order, exact, cut } = phrases.length ? await candidates(index, phrases) : { order: [], exact: true };
    let at = 0, shown = 0;
    const batch = async (size) => {
      const found = [];
      const enough = at + TRIES * size;
      while (found.length < size && at < order.length && (at < enough || !found.length)) {
        const numbers = order.slice(at, at += size - found.length);
        found.push(...(await Promise.all(numbers.map((number) => look(index, phrases, number, signal)))).filter(Boolean));
      }
      if (signal.aborted) return;
      if (!exact) found.sort((a, b) => b.weight - a.weight || a.number - b.number);
      const items = found.map((result) => entry(result, result.about, query));
      if (shown) list.append(...items); else list.replaceChildren(...items);
      shown += items.length;
      more.hidden = at >= order.length;
      if (!phrases.length) say("short");
      else if (!shown) say("none");
      else say((exact || at >= order.length) && !cut ? "exact" : "least", exact ? order.length : shown);
    };
    next = async () => {
      more.disabled = true;
      const before = shown;
      await batch(MORE).catch(failed);
      more.disabled = false;
      list.children[before]?.querySelector("a").focus();
    };
    await batch(FIRST);
  };

  const search = async () => {
    run.abort();
    run = new AbortController();
    const { signal } = run;
    const query = words();
    const address = new URL(location);
    if (query) address.searchParams.set("q", query); else address.searchParams.delete("q");
    if (address.href !== location.href) history.replaceState(null, "", address);
    more.hidden = true;
    if (!query) { list.replaceChildren(); list.removeAttribute("aria-busy"); return say(""); }
    list.setAttribute("aria-busy", "true");
    try {
      await answer(query, signal).catch((error) => {
        if (signal.aborted || !(error instanceof Unreadable)) throw error;
        open.forget(); // the site may have been built anew since the index was read
        cache = "reload";
        return answer(query, signal);
      });
    } catch (error) {
      if (signal.aborted) return;
      list.replaceChildren();
      failed(error);
    }
    if (!signal.aborted) list.removeAttribute("aria-busy");
  };

  let timer = 0;
  const soon = (wait) => { clearTimeout(timer); timer = setTimeout(search, wait); };
  field.addEventListener("input", (event) => { if (!event.isComposing) soon(200); });
  field.addEventListener("compositionend", () => soon(200));
  field.addEventListener("focus", () => open(cache).catch(() => {}), { once: true });
  form.addEventListener("submit", (event) => { event.preventDefault(); soon(0); });
  more.addEventListener("click", () => next());
  addEventListener("online", () => { if (words()) soon(0); });
  addEventListener("popstate", () => { field.value = new URLSearchParams(location.search).get("q") ?? ""; soon(0); });

  // Up and down walk from the field through the results; Escape leads back.
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const stops = [field, ...list.querySelectorAll("h2 a"), ...(more.hidden ? [] : [more])];
    const here = stops.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && here >= 0 && stops[here + step]) {
      event.preventDefault();
      stops[here + step].focus();
    } else if (event.key === "Escape" && here > 0) {
      event.preventDefault();
      field.focus();
      field.select();
    } else if (event.key === "Escape" && here === 0 && field.value) {
      event.preventDefault();
      field.value = "";
      soon(0);
    }
  });

  const asked = new URLSearchParams(location.search).get("q");
  if (asked && !field.value) field.value = asked;
  if (words()) soon(0);
};

const form = document.getElementById("search");
if (form) start(form);

// ── an article that was opened from a result ────────────────────────────────────────────────────────────────────────

// Marks the words of a query in an article's page, and returns the marks. Without any the page stays as it is.
const mark = async (page, query) => {
  const index = await open("default");
  const phrases = parse(index, query);
  for (const phrase of phrases) {
    const last = termsOf(index, phrase).at(-1);
    phrase.open = last.open && !(await exactly(index, last)).size;
  }
  const pieces = piecesOf(index, page);
  const texts = pieces.map((node) => node?.data.replace(/[\t\n\r]/g, " ") ?? "\n"); // of the same length
  const row = joined(placesIn(index, phrases, texts.join("")));
  const marks = [];
  let at = 0;
  pieces.forEach((node, i) => {
    const from = at, to = (at += texts[i].length);
    if (!node) return;
    for (const [start, end] of row.filter(([start, end]) => start < to && end > from).reverse()) {
      const range = document.createRange();
      range.setStart(node, Math.max(start - from, 0));
      range.setEnd(node, Math.min(end, to) - from);
      const element = document.createElement("mark");
      range.surroundContents(element);
      marks.push(element);
    }
  });
  return marks.sort((a, b) => (a.compareDocumentPosition(b) & 4 ? -1 : 1));
};

export { mark };
export { open, fold, parse, candidates, prove }; // for the tests and the benchmark, which ask without a page of results
