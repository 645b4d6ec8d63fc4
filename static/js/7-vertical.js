// Vertical writing: numbers of up to two digits share one place, those of three or four (a year) stand digit below digit;
// longer ones lie on their side. Wheel and keys follow the text to the left.
{
  const { root, article, vertical, make } = tongdu;
  const NUMBER = /(?<![\w.,:/-])(\d{1,4}%?)(?![\w.,:/-])/g;
  let ready = false;

  const combine = () => {
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement.closest("code, pre, figure, table, .tcy, .upright") || !/\d/.test(node.data) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    for (const node of nodes) {
      const parts = node.data.split(NUMBER); // words and numbers in turn
      if (parts.length > 1) node.replaceWith(...parts.map((part, n) => n % 2 ? make("span", { class: part.length < 3 ? "tcy" : "upright" }, part) : part));
    }
  };
  const scroll = (by) => article.scrollBy({ left: by, behavior: "instant" });
  const prepare = () => {
    if (!vertical() || !article) { article?.removeAttribute("tabindex"); return; }
    article.tabIndex = 0;
    if (ready) return;
    ready = true;
    combine();
    article.addEventListener("wheel", (event) => {
      if (!vertical() || event.ctrlKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return;
      const before = article.scrollLeft;
      scroll(-event.deltaY * (event.deltaMode === 1 ? 30 : 1));
      if (article.scrollLeft !== before) event.preventDefault(); // at either end the page itself moves on
    }, { passive: false });
    document.addEventListener("keydown", (event) => {
      if (!vertical() || event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.target.closest("input, textarea, select, .sheet, pre, .table") || (event.key === " " && event.target.closest("a, button, summary"))) return;
      const page = article.clientWidth * .9;
      const by = { ArrowLeft: -90, ArrowRight: 90, PageDown: -page, PageUp: page, " ": event.shiftKey ? page : -page, Home: 1e7, End: -1e7 }[event.key];
      if (!by) return;
      event.preventDefault();
      scroll(by);
    });
  };
  addEventListener("tongdu:settings", prepare);
  prepare();
}
