// Beside the text: reading progress, the table of contents, and keys for those who like them.
{
  const { root, store, make, vertical, article } = tongdu;

  const toc = document.querySelector(".toc > details");
  if (toc && matchMedia("(min-width: 75em)").matches && !root.dataset.parallel) toc.open = true; // there it stands in the margin

  if (article) {
    const line = make("div", { class: "progress", "aria-hidden": "true" });
    document.body.append(line);
    const entries = [...(toc?.querySelectorAll("a") ?? [])].map((link) => [link, document.getElementById(decodeURIComponent(link.hash.slice(1)))]);
    const update = () => {
      const rect = article.getBoundingClientRect();
      const read = vertical() ? -article.scrollLeft / (article.scrollWidth - article.clientWidth) : -rect.top / (rect.height - innerHeight);
      line.style.setProperty("--read", Math.min(1, Math.max(0, read || 0)));
      if (!toc?.open || vertical()) return;
      let here = null;
      for (const [link, heading] of entries) if (heading && heading.getBoundingClientRect().top < innerHeight / 3) here = link;
      for (const [link] of entries) if (link === here) link.setAttribute("aria-current", "location"); else link.removeAttribute("aria-current");
    };
    let asked = false;
    const ask = () => {
      if (asked) return;
      asked = true;
      requestAnimationFrame(() => { asked = false; update(); });
    };
    for (const [target, name] of [[window, "scroll"], [window, "resize"], [article, "scroll"], [window, "tongdu:settings"]]) target.addEventListener(name, ask, { passive: true });
    if (scrollY || vertical()) ask();
  }

  const scripts = [...document.querySelectorAll(".switch a[hreflang]:not(.parallel)")].map((link) => link.hreflang);
  const turn = scripts[(scripts.indexOf(root.lang) + 1) % scripts.length]; // the next one
  const keys = {
    n: "a[rel~=next]",
    p: "a[rel~=prev]",
    s: `.switch a[hreflang="${turn}"]:not(.parallel, [aria-current])`,
    d: ".switch .parallel",
    "/": document.querySelector("#query") ? "#query" : ".search-link",
  };
  document.addEventListener("keydown", (event) => {
    const selector = Object.hasOwn(keys, event.key) && keys[event.key];
    if (!selector || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || store.get().keys === "off") return;
    if (event.target.closest("input:not([type=radio]), textarea, select, [contenteditable]")) return;
    const target = document.querySelector(selector);
    if (!target) return;
    event.preventDefault();
    if (target.matches("input")) target.focus(); else target.click();
  });
}
