// The words of a search: an article that was opened from a result marks them and scrolls to the first.
{
  const { data, make, word, article } = tongdu;
  const query = new URLSearchParams(location.search).get("q");

  const start = async ({ mark }) => {
    let marks = await mark(document, query);
    if (!marks.length) return;
    const first = marks.find((one) => one.closest(".text")) ?? marks[0];
    if (!location.hash) first.scrollIntoView({ block: "center", inline: "center" });
    const button = make("button", { type: "button" }, `${word("去掉标记")} `, make("kbd", {}, "Esc"));
    const note = make("p", { class: "notice marks", role: "status" }, `${word("已标出")} `, make("mark", {}, query), " ", button);
    const clear = () => {
      for (const one of marks) {
        const parent = one.parentNode;
        one.replaceWith(...one.childNodes);
        parent?.normalize();
      }
      marks = [];
    };
    const again = async () => { // the other script has come beside the text
      clear();
      marks = await mark(document, query);
      if (!note.isConnected) clear();
    };
    const remove = () => {
      clear();
      note.remove();
      removeEventListener("keydown", key);
      removeEventListener("tongdu:parallel", again);
      const rest = location.search.replace(/([?&])q=[^&]*&?/, "$1").replace(/[?&]$/, "");
      history.replaceState(history.state, "", location.pathname + rest + location.hash);
    };
    const key = (event) => {
      if (event.key === "Escape" && !event.defaultPrevented && !document.querySelector(":popover-open")) remove();
    };
    button.addEventListener("click", remove);
    addEventListener("keydown", key);
    addEventListener("tongdu:parallel", again);
    article.append(note);
  };
  if (article && query && data.search && location.protocol !== "file:") {
    import(`./${data.search}`).then(start).catch(() => { /* it reads well without */ });
  }

  const found = document.getElementById("found");
  if (found && location.protocol === "file:") found.textContent = word("搜索要从服务器打开，从磁盘打开的网页读不到索引。");
}
