// The switch: the other script's page opens at the same paragraph, with the same #fragment, ?words and selection.
{
  const { root, store, place } = tongdu;

  // From the disk nothing answers for a folder: its index.html is meant.
  if (location.protocol === "file:") for (const link of document.querySelectorAll("a[href$='/']")) {
    if (link.protocol === "file:") link.href += "index.html";
  }

  const links = document.querySelectorAll(".switch a[hreflang]:not(.parallel)");
  const session = (call) => { try { return call(sessionStorage); } catch { return null; } };

  for (const link of links) {
    const plain = link.getAttribute("href");
    link.addEventListener("click", (event) => {
      store.set("choice", link.hreflang.toLowerCase());
      const saved = { path: link.pathname, place: place.now(), selection: place.selection() };
      link.href = plain + location.search.replace(/([?&])parallel=?&?/, "$1").replace(/[?&]$/, "") + location.hash;
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      const kept = session((storage) => { storage.setItem("tongdu", JSON.stringify(saved)); return true; });
      if (kept || !saved.place || location.hash) return;
      const sections = [...document.querySelectorAll("#main [id]")].filter((block) => block.getBoundingClientRect().bottom > 64);
      if (sections[0]) link.hash = sections[0].id; // no storage: at least the paragraph
    });
  }

  const saved = session((storage) => {
    const item = JSON.parse(storage.getItem("tongdu"));
    storage.removeItem("tongdu");
    return item;
  });
  if (saved?.path === location.pathname) {
    place.restore(saved.place);
    place.select(saved.selection);
    if (saved.place && location.hash) addEventListener("load", () => requestAnimationFrame(() => place.restore(saved.place)), { once: true });
  }
  root.classList.remove("placing"); // the boot script hid the page until it stands where the reader was

  // On a phone the header goes away while one reads on, and comes back at the first scroll up.
  let last = scrollY;
  addEventListener("scroll", () => {
    if (Math.abs(scrollY - last) < 8) return;
    root.classList.toggle("away", scrollY > last && scrollY > 80);
    last = scrollY;
  }, { passive: true });
}
