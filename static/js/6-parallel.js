// Parallel reading: this page and the same page in the other script, joined block by block by their ids.
{
  const { root, data, store, make, word, place, article } = tongdu;
  const scope = document.querySelector("#main");
  const link = document.querySelector(".switch a.parallel");
  const LIST = ".entry > h3, .entry > .excerpt, .brief a, .terms a"; // what is paired on a page that is no article, by its number
  const KINDS = [["many", word("一对多")], ["region", word("地区用词")], ["override", word("编者指定")], ["quote", word("引号")], ["form", word("字形")]];
  const QUOTES = new Set("“”‘’「」『』\"'");
  const script = document.currentScript?.src;

  // ── what differs ──────────────────────────────────────────────────────────────────────────────────────────────
  // Both texts are folded to the Simplified forms first, so that only other words are unlike.
  // Pairs of positions that face each other: (i, j), or (i, -1) and (-1, j) where one side has nothing.
  const align = (n, m, unlike) => { // two lengths, and whether (i, j) are no pair
    const large = n * m > 4e6;
    if (n === m || large) {
      const pairs = Array.from({ length: Math.max(n, m) }, (_, i) => [i < n ? i : -1, i < m ? i : -1]);
      if (large || pairs.filter(([i, j]) => unlike(i, j)).length <= n / 4) return pairs;
    }
    const width = m + 1, cost = new Float32Array((n + 1) * width); // edit distance, from the end
    const change = (i, j) => cost[(i + 1) * width + j + 1] + (unlike(i, j) ? 1.5 : 0);
    for (let i = n; i >= 0; i--) for (let j = m; j >= 0; j--) {
      cost[i * width + j] = i === n ? m - j : j === m ? n - i : Math.min(change(i, j), cost[(i + 1) * width + j] + 1, cost[i * width + j + 1] + 1);
    }
    const pairs = [];
    for (let i = 0, j = 0; i < n || j < m;) {
      const here = cost[i * width + j];
      if (i < n && j < m && here === change(i, j)) pairs.push([i++, j++]);
      else if (i < n && (j === m || here === cost[(i + 1) * width + j] + 1)) pairs.push([i++, -1]);
      else pairs.push([-1, j++]);
    }
    return pairs;
  };

  // [{ kind, own: [start, end], other: [start, end] }], offsets in UTF-16 as the DOM counts.
  const differences = (ownText, otherText, table) => {
    const own = [...ownText], other = [...otherText];
    const fold = (char) => table.fold.get(char) ?? char;
    const starts = (list) => { const at = [0]; for (const char of list) at.push(at.at(-1) + char.length); return at; };
    const ownAt = starts(own), otherAt = starts(other), ownFold = own.map(fold), otherFold = other.map(fold);
    const found = []; // { kind, i: [from, to], j: [from, to] }, in characters
    const add = (kind, i, j) => {
      const last = found.at(-1);
      const joins = last?.kind === kind && (kind === "form" || kind === table.words) && last.i[1] >= i[0] && last.j[1] >= j[0];
      if (joins) { last.i[1] = i[1]; last.j[1] = j[1]; } else found.push({ kind, i, j });
    };
    let i = 0, j = 0; // what is behind
    // 畫 folds to 画, yet it is one of those that 划 stands for.
    const several = (a, b) => table.many[ownFold[a]]?.includes(other[b]) || table.many[otherFold[b]]?.includes(own[a]);
    const quotes = (a, b) => QUOTES.has(own[a]) && QUOTES.has(other[b]);
    const unlike = (a, b) => ownFold[a] !== otherFold[b] && !quotes(a, b) && !several(a, b);
    for (const [a, b] of align(own.length, other.length, unlike)) {
      const here = [[a < 0 ? i : a, a < 0 ? i : a + 1], [b < 0 ? j : b, b < 0 ? j : b + 1]];
      [i, j] = [here[0][1], here[1][1]];
      if (a < 0 || b < 0 || unlike(a, b)) add(table.words, ...here);
      else if (own[a] !== other[b]) add(quotes(a, b) ? "quote" : table.many[ownFold[a]] || several(a, b) ? "many" : "form", ...here);
    }
    return found.map(({ kind, i, j }) => ({ kind, own: [ownAt[i[0]], ownAt[i[1]]], other: [otherAt[j[0]], otherAt[j[1]]] }));
  };

  // ── marking ───────────────────────────────────────────────────────────────────────────────────────────────────
  const marks = (element, spans) => { // spans: [start, end, make-a-mark], sorted
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    let at = 0, next = 0;
    for (const node of nodes) {
      const text = node.data, end = at + text.length, parts = [];
      let done = at;
      while (next < spans.length && spans[next][0] < end) {
        const [from, to, mark] = spans[next];
        const a = Math.max(from, done), b = Math.min(to, end);
        parts.push(text.slice(done - at, a - at));
        const element = mark();
        element.append(text.slice(a - at, b - at));
        parts.push(element);
        done = b;
        if (to > end) break; // goes on in the next node
        next += 1;
      }
      if (parts.length) node.replaceWith(...parts, text.slice(done - at));
      at = end;
    }
  };
  const counts = {};
  let serial = 0;
  const compare = (own, other, table) => {
    const ownText = own.textContent, otherText = other.textContent;
    const found = differences(ownText, otherText, table);
    const sides = [[], []];
    for (const { kind, own: a, other: b } of found) {
      counts[kind] = (counts[kind] ?? 0) + 1;
      const from = ownText.slice(...a), to = otherText.slice(...b), id = ++serial;
      const all = kind === "many" ? table.many[table.fold.get(from) ?? from] ?? table.many[to] : "";
      const note = `${KINDS.find(([name]) => name === kind)[1]}${all ? `：${[...all].join("、")}` : ""}`;
      const mark = () => make("mark", { class: `diff ${kind}`, "data-pair": id, "data-change": `${from} → ${to}`, "data-note": note });
      sides[0].push([...a, mark]);
      sides[1].push([...b, mark]);
    }
    marks(own, sides[0]);
    marks(other, sides[1]);
  };

  // ── joining ───────────────────────────────────────────────────────────────────────────────────────────────────
  const bare = (element) => { // a copy without what must be there once only
    const copy = document.importNode(element, true);
    for (const inner of [copy, ...copy.querySelectorAll("[id], .anchor, [name], [tabindex]")]) {
      if (inner.matches(".anchor")) inner.remove();
      for (const name of ["id", "name", "tabindex", "role", "aria-label", "aria-labelledby"]) inner.removeAttribute(name);
    }
    return copy;
  };
  const beside = (own, element, lang, table) => {
    const pair = make("div", { class: "pair" });
    own.replaceWith(pair);
    pair.append(own);
    const caption = own.matches("figure") && own.querySelector("figcaption");
    if (caption && element.querySelector("figcaption")) {
      const left = make("div", { class: "mine" }, ...caption.childNodes), right = make("div", { class: "other", lang }, ...bare(element.querySelector("figcaption")).childNodes);
      caption.append(left, right);
      compare(left, right, table);
    } else if (!own.matches("figure:not(.embed)") && own.textContent !== element.textContent) {
      const copy = bare(element);
      pair.append(make("div", { class: "other", lang }, copy));
      compare(own, copy, table);
      return;
    }
    pair.classList.add("whole");
  };
  const below = (own, element, lang, table) => { // a footnote stays where it is
    const left = make("div", { class: "mine" }, ...own.childNodes), right = make("div", { class: "other", lang }, ...bare(element).childNodes);
    own.append(left);
    if (left.textContent === right.textContent) return;
    own.append(right);
    compare(left, right, table);
  };

  // One table for all pages: a Simplified character's several counterparts, and each form's Simplified one.
  const tables = async (...tags) => {
    const { many, fold } = data.differences ? await (await fetch(new URL(data.differences, script))).json() : { many: {}, fold: "" };
    const pairs = [...fold], map = new Map();
    for (let i = 0; i < pairs.length; i += 2) map.set(pairs[i], pairs[i + 1]);
    return { many, fold: map, words: tags.some((tag) => data.vocabulary?.includes(tag)) ? "region" : "override" };
  };

  const note = make("div", { class: "gloss", role: "status", hidden: "" });
  const show = (mark) => {
    for (const lit of scope.querySelectorAll(".diff.lit")) lit.classList.remove("lit");
    note.hidden = !mark;
    if (!mark) return;
    for (const twin of scope.querySelectorAll(`.diff[data-pair="${mark.dataset.pair}"]`)) twin.classList.add("lit");
    note.replaceChildren(make("b", {}, mark.dataset.change), `　${mark.dataset.note}`);
    const at = mark.getClientRects()[0], { width, height } = note.getBoundingClientRect();
    note.style.left = `${Math.max(8, Math.min(at.left, innerWidth - width - 8))}px`;
    note.style.top = `${at.bottom + 8 + height > innerHeight ? at.top - height - 6 : at.bottom + 8}px`;
  };

  const reveal = (kinds) => {
    for (const [kind] of KINDS) scope.toggleAttribute(`data-${kind}`, kinds.includes(kind));
    // A mark that shows is told to those who listen, and on the reader's own side reached by Tab; another is plain text.
    for (const mark of scope.querySelectorAll(".diff")) {
      const shows = kinds.includes(mark.classList[1]);
      const given = { role: !shows && "none", "aria-description": shows && `${mark.dataset.change}，${mark.dataset.note}`, tabindex: shows && !mark.closest(".other") && "0" };
      for (const [name, value] of Object.entries(given)) if (value) mark.setAttribute(name, value); else mark.removeAttribute(name);
    }
  };
  const legend = (names) => {
    const shown = new Set(Array.isArray(store.get().kinds) ? store.get().kinds : ["many", "region", "override"]);
    const buttons = KINDS.filter(([kind]) => counts[kind]).map(([kind, text]) => {
      const button = make("button", { type: "button", "data-kind": kind, "aria-pressed": shown.has(kind) }, make("b", {}, text), ` ${counts[kind]}`);
      button.addEventListener("click", () => {
        if (!shown.delete(kind)) shown.add(kind);
        button.setAttribute("aria-pressed", shown.has(kind));
        store.set("kinds", [...shown]);
        reveal([...shown]);
      });
      return button;
    });
    reveal([...shown]);
    return make("div", { class: "legend", role: "group", "aria-label": word("差别") }, ...names, make("div", { class: "kinds" }, ...buttons));
  };

  const carry = (on) => { // neighbours and related articles open side by side too
    for (const other of document.querySelectorAll(".after a[href*='.html'], .entry a, .pages a")) {
      if (!/^https?:/.test(other.getAttribute("href"))) other.search = on ? "?parallel" : "";
    }
    const url = new URL(location.href);
    url.searchParams.delete("parallel");
    history.replaceState(null, "", on ? `${url.pathname}${url.search ? `${url.search}&` : "?"}parallel${url.hash}` : url);
    for (const other of document.querySelectorAll(".switch a")) {
      if (other === link ? on : !on && other.hreflang === root.lang) other.setAttribute("aria-current", "true");
      else other.removeAttribute("aria-current");
    }
  };

  const otherPage = async () => {
    const url = new URL(link.href);
    url.search = url.hash = "";
    const response = await fetch(url);
    if (!response.ok) throw new Error(response.statusText);
    return new DOMParser().parseFromString(await response.text(), "text/html");
  };
  const join = async (asked) => {
    if (asked) place.keep(() => { root.dataset.parallel = "wait"; });
    const [page, table] = await Promise.all([otherPage(), tables(root.lang, link.hreflang)]);
    if (!root.dataset.parallel) { // the boot script showed this page alone: what is being read does not move
      say(word("另一种文字来得慢，现在到了：请再按“对照”。"));
      return;
    }
    const lang = page.documentElement.lang;
    place.keep(() => {
      const others = [...page.querySelectorAll(LIST)];
      const rows = article
        ? [...article.querySelectorAll("h1, .text > [id]")].map((own) => [own, own.id && page.getElementById(own.id)])
        : [...scope.querySelectorAll(LIST)].map((own, n) => [own, others[n]]);
      for (const [own, element] of rows) if (element) beside(own, element, lang, table);
      for (const own of scope.querySelectorAll(".footnotes li[id]")) {
        const element = page.getElementById(own.id);
        if (element) below(own, element, lang, table);
      }
      const name = (from, tag) => make("span", { class: "script", lang: tag }, from.querySelector(".switch [aria-current]")?.title || tag);
      scope.querySelector(".text, .day, .brief, .terms")?.before(legend([name(document, root.lang), name(page, lang)]));
      root.dataset.parallel = "on";
      document.body.append(note);
      carry(true);
    });
    dispatchEvent(new Event("tongdu:parallel"));
  };
  const leave = () => place.keep(() => {
    for (const extra of scope.querySelectorAll(".other, .legend")) extra.remove();
    for (const inner of scope.querySelectorAll(".diff, .mine, .pair")) inner.replaceWith(...inner.childNodes);
    scope.normalize();
    note.remove();
    for (const kind of Object.keys(counts)) delete counts[kind];
    delete root.dataset.parallel;
    carry(false);
    dispatchEvent(new Event("tongdu:settings"));
  });
  const message = make("p", { class: "notice", role: "status" });
  message.addEventListener("click", () => message.remove());
  const say = (text) => {
    document.body.append(message);
    message.textContent = text;
  };
  let joining = false;
  const toggle = async (asked) => {
    if (joining) return;
    if (root.dataset.parallel === "on") { leave(); return; }
    joining = true;
    message.remove();
    try {
      await join(asked);
    } catch {
      place.keep(() => { delete root.dataset.parallel; });
      say(location.protocol === "file:" ? word("从磁盘打开时读不到另一页，请从网站上打开。") : word("另一种文字的网页现在读不到。"));
    }
    if (!root.dataset.parallel) dispatchEvent(new Event("tongdu:settings")); // vertical writing is back
    joining = false;
  };

  if (link) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      toggle(true);
    });
    document.querySelector(".switch")?.addEventListener("click", (event) => {
      const other = event.target.closest("a[hreflang]");
      if (root.dataset.parallel === "on" && other && other !== link && other.hreflang === root.lang) { event.preventDefault(); leave(); }
    });
    scope.addEventListener("mouseover", (event) => show(shown(event.target)));
    scope.addEventListener("mouseleave", () => show(null));
    scope.addEventListener("focusin", (event) => show(shown(event.target)));
    scope.addEventListener("focusout", () => show(null));
    scope.addEventListener("click", (event) => show(shown(event.target)));
    addEventListener("scroll", () => { if (!note.hidden) show(null); }, { passive: true });
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") { show(null); message.remove(); } });
    if (/[?&]parallel\b/.test(location.search)) toggle(false);
  } else delete root.dataset.parallel;

  // The mark under the pointer, if its kind is one that shows.
  function shown(target) {
    const mark = target.closest(".diff");
    return mark && scope.hasAttribute(`data-${mark.classList[1]}`) ? mark : null;
  }
}
