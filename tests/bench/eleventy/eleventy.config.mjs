// The same pages from Eleventy, with templates as small as they can be. It has no pages of terms: a collection has them.
const LANGUAGES = { "zh-hans": "zh-Hans", "zh-hant": "zh-Hant" };
const KINDS = ["sources", "authors", "tags"];
const SIZE = 50;

/** The articles of a language, newest first, each with its neighbours. */
function sorted(api, language) {
  const link = (one) => one && { url: one.url, title: one.data.title };
  const found = api.getFilteredByGlob(`content/${language}/*.md`).sort((a, b) => b.date - a.date);
  found.forEach((one, at) => Object.assign(one.data, { newer: link(found[at - 1]), older: link(found[at + 1]) }));
  return found;
}

const address = (language, kind, name) => `/${language}/${kind}/${name.replaceAll("/", "-")}/`;

/** A list of articles, on as many pages as it takes. */
function paged(language, folder, title, found) {
  const count = Math.max(1, Math.ceil(found.length / SIZE));
  const url = (number) => `${folder}${number === 1 ? "index" : `page-${number}`}.html`;
  return Array.from({ length: count }, (_, at) => ({
    language,
    title,
    url: url(at + 1),
    number: at + 1,
    count,
    previous: at > 0 && url(at),
    next: at + 1 < count && url(at + 2),
    entries: found.slice(at * SIZE, (at + 1) * SIZE),
  }));
}

function site(api) {
  const made = { articles: {}, lists: [], names: [] };
  for (const language of Object.keys(LANGUAGES)) {
    const found = (made.articles[language] = sorted(api, language));
    made.lists.push(...paged(language, `/${language}/`, "同读", found));
    for (const kind of KINDS) {
      const terms = new Map();
      for (const one of found) {
        for (const name of new Set(one.data[kind])) {
          if (!terms.has(name)) terms.set(name, []);
          terms.get(name).push(one);
        }
      }
      made.names.push({ language, kind, terms: [...terms].map(([name, of]) => ({ name, count: of.length })) });
      for (const [name, of] of terms) made.lists.push(...paged(language, address(language, kind, name), name, of));
    }
  }
  return made;
}

export default function (config) {
  config.setQuietMode(true);
  config.addPassthroughCopy("style.css");
  config.addGlobalData("languages", LANGUAGES);
  config.addCollection("site", site);
  config.addFilter("day", (date) => date.toISOString().slice(0, 10));
  config.addFilter("utc", (date) => date.toUTCString());
  config.addFilter("first", (found, count) => found.slice(0, count));
  config.addFilter("address", (name, language, kind) => address(language, kind, name));
  return { markdownTemplateEngine: false, dir: { output: "public" } };
}
