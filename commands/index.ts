/** Every slash command, in the order in which help lists them. A command that is not here does not exist. */
import type { AnswerContext } from '../src/answer/context.ts';
import type { Command } from '../src/discord/command.ts';
import actor from './actor.ts';
import events from './events.ts';
import evidence from './evidence.ts';
import help from './help.ts';
import review from './review.ts';
import search from './search.ts';
import subscribe from './subscribe.ts';
import subscriptions from './subscriptions.ts';
import summary from './summary.ts';
import whoControls from './who-controls.ts';

export const commands: readonly Command<AnswerContext>[] = [
  whoControls,
  summary,
  events,
  actor,
  evidence,
  search,
  review,
  subscribe,
  subscriptions,
  help,
];
