// Pictures: one that cannot be had is replaced by its words and a link; one that waits comes when it is asked for.
{
  const { root, make, word, article } = tongdu;

  // Holds the place that the picture had, so that nothing jumps.
  const stand = (picture, element) => {
    const { width, height } = picture.getBoundingClientRect();
    element.style.aspectRatio = width && height ? `${width} / ${height}` : "3 / 2";
    picture.after(element);
    picture.hidden = true;
    return element;
  };
  const broken = (picture) => {
    if (picture.hidden || !picture.currentSrc && !picture.src) return;
    const link = make("a", { class: "broken", href: picture.src, rel: "noreferrer noopener" }, make("span", {}, picture.alt || word("图片")), make("span", {}, `${word("图片打不开，看原图")} ↗`));
    if (picture.closest("a, p")) picture.replaceWith(picture.alt || word("图片"));
    else stand(picture, link);
  };
  const wait = (picture) => {
    if (picture.hidden || (picture.complete && picture.naturalWidth)) return;
    const button = make("button", { class: "waiting", type: "button" }, make("span", {}, picture.alt || word("图片")), make("span", {}, word("点按显示图片")));
    stand(picture, button).addEventListener("click", () => {
      if (picture.dataset.src) picture.src = picture.dataset.src;
      picture.loading = "eager";
      picture.classList.add("asked");
      picture.hidden = false;
      button.remove();
    });
  };
  const each = () => {
    for (const picture of article?.querySelectorAll("figure > img") ?? []) {
      const asked = picture.classList.contains("asked");
      if (!asked && (root.dataset.pictures === "click" || picture.dataset.src)) wait(picture);
      else if (!asked && picture.hidden && picture.nextElementSibling?.className === "waiting") picture.nextElementSibling.click();
    }
  };
  addEventListener("error", (event) => { if (event.target.tagName === "IMG") broken(event.target); }, true);
  for (const picture of document.images) if (picture.complete && picture.getAttribute("src") && !picture.naturalWidth && picture.loading !== "lazy") broken(picture);
  addEventListener("tongdu:settings", each);
  each();
}
