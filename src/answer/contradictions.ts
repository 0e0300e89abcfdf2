/** Claims that one article makes and takes back, said so that a reader sees which is headline and which is body. */
import type { Assessment } from '../assess/assess-place.ts';
import type { Claim } from '../assess/claims.ts';
import type { AnswerContext } from './context.ts';
import { isInHeading } from './headings.ts';
import { claimClause } from './wording/say-control.ts';
import { attributed, sentence } from './wording/say-event.ts';

/** Sentences for claims that one article makes and takes back, which say whether headline or body makes them. */
export async function contradictions(
  { disputes }: Pick<Assessment, 'disputes'>,
  context: AnswerContext,
): Promise<Map<Claim, string>> {
  const texts = new Map<Claim, string>();
  for (const { within, claims, against } of disputes) {
    if (within === 'sources') continue;
    for (const [claim, text] of await contradiction(claims, against, context)) texts.set(claim, text);
  }
  return texts;
}

async function contradiction(
  claims: readonly Claim[],
  against: readonly Claim[],
  { store, viewer, knowledge }: AnswerContext,
): Promise<[Claim, string][]> {
  const articleId = claims[0]?.event.articleId;
  const text = articleId === undefined ? undefined : (await store.document(articleId, viewer))?.article.text;
  const inHeading = (claim: Claim): boolean =>
    text !== undefined && claim.reports.some(({ evidence }) => isInHeading(text, evidence.start));
  const said = (claim: Claim): string => attributed(claimClause(claim, claim.event, knowledge), claim.event, knowledge);
  const where =
    claims.some(inHeading) && !against.some(inHeading) ? 'the body of the same article' : 'the same article';
  return [
    ...claims.map((claim): [Claim, string] => [
      claim,
      sentence(inHeading(claim) ? `${said(claim)}, the headline says` : said(claim)),
    ]),
    ...against.map((claim): [Claim, string] => [
      claim,
      sentence(
        claim.event.attribution !== null
          ? said(claim)
          : claim.ongoing
            ? `${where} says that this is still in progress: ${said(claim)}`
            : `${where} says something else: ${said(claim)}`,
      ),
    ]),
  ];
}
