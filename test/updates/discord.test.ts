/** Subscriptions against the local Discord, in one file: what all of these need takes longer to load than most of them to run. */
import './discord/channels.ts';
import './discord/commands.ts';
import './discord/controls.ts';
import './discord/faults.ts';
import './discord/servers.ts';
