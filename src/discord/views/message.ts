/** A Components V2 message as discord.js takes it: one container, no pings. */
import {
  type APIButtonComponentWithCustomId,
  type APIComponentInContainer,
  type APIMessageTopLevelComponent,
  ButtonStyle,
  ComponentType,
  MessageFlags,
} from 'discord.js';
import { shortened } from './escape.ts';
import { MAX_CHOICE, MAX_LABEL } from './limits.ts';

export type MessageView = {
  flags: MessageFlags.IsComponentsV2;
  components: APIMessageTopLevelComponent[];
  allowedMentions: { parse: [] };
};

export type Button = { label: string; customId: string; disabled?: boolean; primary?: boolean };

export const textDisplay = (content: string): APIComponentInContainer => ({ type: ComponentType.TextDisplay, content });

export const divider = (): APIComponentInContainer => ({ type: ComponentType.Separator, divider: true, spacing: 1 });

const button = ({ label, customId, disabled = false, primary = false }: Button): APIButtonComponentWithCustomId => ({
  type: ComponentType.Button,
  style: primary ? ButtonStyle.Primary : ButtonStyle.Secondary,
  label: shortened(label, MAX_LABEL) || '–',
  custom_id: customId,
  ...(disabled ? { disabled } : {}),
});

/** A row of one to five buttons. */
export const buttonRow = (buttons: readonly Button[]): APIComponentInContainer => ({
  type: ComponentType.ActionRow,
  components: buttons.map(button),
});

export type Choice = { label: string; value: string };

/** A row with a list of one to 25 things to choose one of. */
export const selectRow = (
  customId: string,
  placeholder: string,
  choices: readonly Choice[],
): APIComponentInContainer => ({
  type: ComponentType.ActionRow,
  components: [
    {
      type: ComponentType.StringSelect,
      custom_id: customId,
      placeholder,
      options: choices.map(({ label, value }) => ({ label: shortened(label, MAX_CHOICE) || '–', value })),
    },
  ],
});

export const message = (accentColour: number, components: APIComponentInContainer[]): MessageView => ({
  flags: MessageFlags.IsComponentsV2,
  components: [{ type: ComponentType.Container, accent_color: accentColour, components }],
  allowedMentions: { parse: [] },
});
