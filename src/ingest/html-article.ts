/** A page → the article on it as plain text: what Readability finds, one paragraph a block, without scripts and menus. */
import { isProbablyReaderable, Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { Published } from '../model/article.ts';

export type PageArticle = {
  text: string;
  title: string | null;
  source: string | null;
  published: string | null;
};

/** The little of the DOM that is used here; linkedom and Readability share it. */
type PageNode = {
  nodeType: number;
  nodeName: string;
  textContent: string | null;
  childNodes: ArrayLike<PageNode>;
};

const TEXT = 3;
const ELEMENT = 1;

const DROPPED = new Set(
  'TITLE SCRIPT STYLE NOSCRIPT TEMPLATE IFRAME OBJECT SVG MATH FORM BUTTON INPUT SELECT TEXTAREA NAV VIDEO AUDIO CANVAS HEAD'.split(
    ' ',
  ),
);
const BLOCKS = new Set(
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE CAPTION DD DIV DL DT FIGCAPTION FIGURE FOOTER H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN OL P PRE SECTION TABLE TBODY THEAD TD TH TR UL BODY'.split(
    ' ',
  ),
);

/** Past this depth of nesting a page is an attack, not an article. */
const MAX_DEPTH = 500;
/** Past this many elements Readability is not tried; the page's text is taken as it stands. */
const MAX_ELEMENTS = 50_000;

/** The text below a node: blocks become paragraphs, `<br>` a line break, other blanks one blank. */
const textBelow = (root: PageNode): string => {
  const paragraphs: string[] = [];
  let current = '';
  const breakParagraph = (): void => {
    const text = current.replace(/[ \t]*\n[ \t]*/g, '\n').trim();
    if (text !== '') paragraphs.push(text);
    current = '';
  };
  const visit = (node: PageNode, depth: number): void => {
    if (node.nodeType === TEXT) {
      const words = (node.textContent ?? '').replace(/[^\S\u00a0]+|\u00a0/g, ' ');
      current += current === '' || /\s$/.test(current) ? words.replace(/^ +/, '') : words;
      return;
    }
    const name = node.nodeName.toUpperCase();
    if (depth > MAX_DEPTH || DROPPED.has(name)) return;
    if (name === 'BR') current += '\n';
    const block = BLOCKS.has(name);
    if (block) breakParagraph();
    for (let i = 0; i < node.childNodes.length; i += 1) {
      const child = node.childNodes[i];
      if (child !== undefined && (child.nodeType === TEXT || child.nodeType === ELEMENT)) visit(child, depth + 1);
    }
    if (block) breakParagraph();
  };
  visit(root, 0);
  breakParagraph();
  return paragraphs.join('\n\n');
};

const oneLine = (words: string | null | undefined, limit: number): string | null =>
  words?.replace(/\s+/g, ' ').trim().slice(0, limit) || null;

const dateOf = (words: string | null | undefined): string | null => {
  const parsed = Published.safeParse(words?.trim());
  return parsed.success ? parsed.data : null;
};

/** linkedom makes no `<html>` of its own, and takes what stands beside a first element for lost. */
const parse = (html: string) =>
  parseHTML(/<html[\s>]/i.test(html) ? html : `<html><body>${html.replace(/^\s*<!doctype[^>]*>/i, '')}</body></html>`)
    .document;

/**
 * The article of a page. `text` begins with the title where the page has one, as a printed article does, and is empty
 * where the page holds no words. Never throws on any text.
 */
export const articleOfHtml = (html: string): PageArticle => {
  const document = parse(html);
  const root = document.documentElement as unknown as PageNode | null;
  if (root === null) return { text: '', title: null, source: null, published: null };
  const title = oneLine(document.querySelector('title')?.textContent, 1000);
  const bare = { text: textBelow(root), title, source: null, published: null };
  if (document.querySelectorAll('*').length > MAX_ELEMENTS) return bare;
  try {
    if (!isProbablyReaderable(document as never, { minContentLength: 60 })) return bare;
    const reader = new Readability<PageNode>(document as never, { serializer: (node) => node as unknown as PageNode });
    const found = reader.parse();
    const text = found?.content ? textBelow(found.content) : '';
    if (!found || text === '') return bare;
    const heading = oneLine(found.title, 1000) ?? title;
    return {
      text: heading === null || text.startsWith(heading) ? text : `${heading}\n\n${text}`,
      title: heading,
      source: oneLine(found.siteName, 200),
      published: dateOf(found.publishedTime),
    };
  } catch {
    return bare;
  }
};
