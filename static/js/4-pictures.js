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
  const button = (words) => make("button", { class: "waiting", type: "button" }, make("span", {}, words), make("span", {}, word("点按显示图片")));
  const wait = (picture) => { // by the reader's choice
    if (picture.hidden || (picture.complete && picture.naturalWidth)) return;
    stand(picture, button(picture.alt || word("图片"))).addEventListener("click", (event) => {
      picture.loading = "eager";
      picture.classList.add("asked");
      picture.hidden = false;
      event.currentTarget.remove();
    });
  };
  for (const link of article?.querySelectorAll("figure > .picture") ?? []) { // by the site's: it holds no picture yet
    const { width, height } = link.dataset;
    if (width) link.style.aspectRatio = `${width} / ${height}`;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const picture = make("img", { src: link.href, alt: link.textContent.replace(/^.*?：|.*/, ""), referrerpolicy: "no-referrer" });
      if (width) Object.assign(picture, { width, height });
      link.replaceWith(picture);
    });
  }
  const each = () => {
    for (const picture of article?.querySelectorAll("figure > img, .card > img") ?? []) {
      const waiting = picture.nextElementSibling?.matches(".waiting");
      if (root.dataset.pictures === "click") { if (!picture.classList.contains("asked")) wait(picture); } else if (waiting) picture.nextElementSibling.click();
    }
  };
  addEventListener("error", (event) => { if (event.target.tagName === "IMG") broken(event.target); }, true);
  for (const picture of document.images) if (picture.complete && picture.getAttribute("src") && !picture.naturalWidth && picture.loading !== "lazy") broken(picture);
  addEventListener("tongdu:settings", each);
  each();
}
