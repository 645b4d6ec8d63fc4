// Stands in each page's head: the reader's choices are there before the first paint.
((root, data) => {
  root.classList.add("js");
  try {
    Object.assign(data, JSON.parse(localStorage.tongdu || "{}"));
    if (sessionStorage.tongdu) root.classList.add("placing"); // the switch was used: until the same paragraph is in sight
  } catch {}
  if (data.variant && /[?&]parallel\b/.test(location.search)) data.parallel = "first"; // until both scripts stand side by side
  setTimeout(() => { // both are hidden, but not for long
    root.classList.remove("placing");
    if (data.parallel === "first") delete data.parallel;
  }, 3000);
})(document.documentElement, document.documentElement.dataset);
