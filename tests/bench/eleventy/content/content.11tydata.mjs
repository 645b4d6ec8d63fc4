export default {
  layout: "page.njk",
  permalink: (data) => `${data.page.filePathStem.replace("/content", "")}.html`,
  eleventyComputed: {
    language: (data) => data.page.filePathStem.split("/")[2],
  },
};
