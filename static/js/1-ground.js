// What the other files share: interface words, the reader's stored choices, and the place in the text.
// The files of this folder are joined in the order of their names into one classic script (a module would not load
// from file://); `TONGDU`, put in front of them by the build, holds what it alone knows.
"use strict";
const tongdu = (() => {
  const root = document.documentElement;
  const data = typeof TONGDU === "object" ? TONGDU : {};
  const words = data.words?.[root.dataset.variant] ?? {};

  // An interface word in the page's script; the build converts each literal `word("…")` it finds in these files.
  const word = (simplified) => words[simplified] ?? simplified;

  // Choices live in one localStorage item; where storage is blocked they last as long as the page.
  let memory = {};
  const store = {
    get() {
      try { memory = JSON.parse(localStorage.getItem("tongdu")) ?? {}; } catch { /* blocked or broken: as before */ }
      return memory;
    },
    set(key, value) {
      memory = { ...store.get(), [key]: value };
      if (value === "") delete memory[key];
      try { localStorage.setItem("tongdu", JSON.stringify(memory)); } catch { /* blocked */ }
    },
  };

  // A small element maker: make("a", { href: "…" }, "text", child).
  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };

  // The place: the first block in sight, named by its number among all blocks, which is the same in every script.
  const vertical = () => root.dataset.flow === "vertical" && !root.dataset.parallel && /^zh-Hant/i.test(root.lang);
  const article = document.querySelector(".article");
  const BLOCK = "#main :is(h1, h2, h3, h4, p, li, figure, tr, pre)";
  const blocks = () => [...document.querySelectorAll(BLOCK)].filter((block) => !block.closest(".other, .legend, .toc"));
  const box = (block) => {
    const rect = block.getBoundingClientRect();
    if (!vertical() || !article?.contains(block)) return { start: rect.top, size: rect.height };
    return { start: article.getBoundingClientRect().right - rect.right, size: rect.width };
  };
  const place = {
    now() {
      if (!(vertical() ? article.scrollLeft : scrollY)) return null;
      const all = blocks();
      const edge = vertical() ? 0 : Math.max(0, document.querySelector(".site-header")?.getBoundingClientRect().bottom ?? 0);
      const index = all.findIndex((block) => { const { start, size } = box(block); return size && start + size > edge + 1; });
      if (index < 0) return null;
      const { start, size } = box(all[index]);
      return { index, into: start < 0 ? -start / size : -start };
    },
    restore(saved) {
      const block = saved && blocks()[saved.index];
      if (!block) return;
      const { start, size } = box(block);
      const by = start + (saved.into > 0 ? saved.into * size : saved.into);
      if (vertical()) article.scrollLeft -= by; else scrollBy({ top: by, behavior: "instant" });
    },
    // Does something that may change the layout, and holds the text still.
    keep(change) {
      const saved = place.now();
      change();
      place.restore(saved);
    },
    // The selection as block numbers and offsets into their text, and back.
    selection() {
      const selected = getSelection();
      if (!selected.rangeCount || selected.isCollapsed) return null;
      const all = blocks();
      const range = selected.getRangeAt(0);
      const point = (node, offset) => {
        const block = (node.nodeType === 1 ? node : node.parentElement).closest(BLOCK);
        if (!block) return null;
        const before = document.createRange();
        before.setStart(block, 0);
        before.setEnd(node, offset);
        return [all.indexOf(block), before.toString().length];
      };
      return [point(range.startContainer, range.startOffset), point(range.endContainer, range.endOffset)];
    },
    select(points) {
      if (!points?.[0] || !points[1]) return;
      const all = blocks();
      const ends = points.map(([index, offset]) => {
        const walker = document.createTreeWalker(all[index] ?? document.body, NodeFilter.SHOW_TEXT);
        let node = walker.nextNode();
        while (node && offset > node.data.length) { offset -= node.data.length; node = walker.nextNode(); }
        return node && [node, offset];
      });
      if (ends[0] && ends[1]) getSelection().setBaseAndExtent(...ends[0], ...ends[1]);
    },
  };
  return { root, data, word, store, make, place, vertical, article };
})();
