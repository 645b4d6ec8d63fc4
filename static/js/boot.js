// Stands in each page's head: the reader's choices are there before the first paint.
(root => {
  root.classList.add("js");
  try {
    Object.assign(root.dataset, JSON.parse(localStorage.tongdu || "{}"));
    if (sessionStorage.tongdu) { // the switch was used: stay hidden until the page stands at the same paragraph
      root.classList.add("placing");
      setTimeout(() => root.classList.remove("placing"), 900);
    }
  } catch {}
  if (root.dataset.variant && /[?&]parallel\b/.test(location.search)) { // hidden until both scripts stand side by side, but not for long
    root.dataset.parallel = "first";
    setTimeout(() => { if (root.dataset.parallel === "first") root.dataset.parallel = "wait"; }, 900);
  }
})(document.documentElement);
