// Pictures: one that cannot be had is replaced by its words and a link; one that waits comes when it is asked for.
{
  const { root, make, word, article } = tongdu;

  const broken = (picture) => {
    if (picture.matches(".thumb")) picture.style.visibility = "hidden"; // on a list it says nothing; its place stays
    if (!picture.parentElement.matches("figure")) return; // in running text and on a card, its words stand for it
    const { width, height } = picture.getBoundingClientRect();
    const told = picture.alt && picture.parentElement.querySelector(".caption")?.textContent.includes(picture.alt);
    const link = make("a", { class: "broken", href: picture.src, rel: "noreferrer noopener" }, make("span", {}, told ? "" : picture.alt), make("span", {}, `${word("图片打不开，看原图")} ↗`));
    if (width && height) link.style.aspectRatio = `${width} / ${height}`; // the place it had: nothing jumps
    picture.replaceWith(link);
  };
  const button = (words) => make("button", { class: "waiting", type: "button" }, make("span", {}, words), make("span", {}, word("点按显示图片")));
  const wait = (picture) => { // by the reader's choice; the style sheet hides it before it is asked for
    if (picture.nextElementSibling?.matches(".waiting")) return;
    const stand = button(picture.alt);
    picture.after(stand);
    stand.addEventListener("click", () => {
      picture.classList.add("asked");
      stand.remove();
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
    if (root.dataset.pictures === "click") article?.querySelectorAll("figure > img:not(.asked)").forEach(wait);
    else article?.querySelectorAll(".waiting").forEach((stand) => stand.remove());
  };
  addEventListener("error", (event) => { if (event.target.tagName === "IMG" && event.target.closest(".text, .entry")) broken(event.target); }, true);
  for (const picture of document.querySelectorAll(".text img, .thumb")) if (picture.complete && !picture.naturalWidth) broken(picture);
  addEventListener("tongdu:settings", each);
  each();
}
