import { ApiError, post } from '@/api/client';
import type { CommandOutcome, ResourceCommand, ResourceSnapshot } from '@/api/resources';
import type { InputValues } from '@/components/InputForm';
import type { TextFormat } from '@/components/textFormats';
import { settings } from '@/app/settings';
import { notify, openResponse, updateNotice, type ResponseText } from '@/app/notifications';
import { createStore } from '@/app/store';
import { messages } from './messages';

export interface PendingCommand {
  resource: ResourceSnapshot;
  command: ResourceCommand;
  errors?: Record<string, string[]>;
  values?: InputValues;
}

/** The command that asks for confirmation or inputs now. */
export const pendingCommand = createStore<PendingCommand | null>(null);

/** Runs a resource's command; asks first where it wants confirmation or inputs. Its end is told in a toast. */
export function runCommand(resource: ResourceSnapshot, command: ResourceCommand): void {
  if (command.confirmation || command.inputs.length > 0) pendingCommand.set({ resource, command });
  else void execute(resource, command, {});
}

export async function execute(resource: ResourceSnapshot, command: ResourceCommand, inputs: InputValues): Promise<void> {
  const t = messages[settings.get().language];
  const name = resource.id;
  const notice = notify({ intent: 'info', title: t.running(command.displayName, name), busy: true });
  try {
    const outcome = await post<CommandOutcome>(`/api/resources/${encodeURIComponent(resource.id)}/commands/${encodeURIComponent(command.name)}`, { inputs });
    if (outcome.inputErrors.length > 0) {
      updateNotice(notice, { intent: 'warning', title: t.refused(command.displayName, name), text: outcome.inputErrors.flatMap((each) => each.errors).join(' ') });
      pendingCommand.set({ resource, command, values: inputs, errors: Object.fromEntries(outcome.inputErrors.map((each) => [each.name, each.errors])) });
      return;
    }
    const response: ResponseText | undefined = outcome.result ? { title: `${command.displayName} · ${name}`, text: outcome.result, format: formatOf(outcome.format) } : undefined;
    if (outcome.canceled) updateNotice(notice, { intent: 'warning', title: t.canceled(command.displayName, name), response });
    else if (outcome.success) updateNotice(notice, { intent: 'success', title: t.done(command.displayName, name), text: outcome.message ?? undefined, response });
    else updateNotice(notice, { intent: 'error', title: t.failed(command.displayName, name), text: outcome.culprit ?? undefined, response });
    if (response && outcome.showResult) openResponse.set(response);
  } catch (error) {
    updateNotice(notice, { intent: 'error', title: t.failed(command.displayName, name), text: error instanceof ApiError ? error.message : String(error) });
  }
}

function formatOf(format: string | null): TextFormat {
  return format === 'json' ? 'json' : format === 'markdown' ? 'markdown' : 'plain';
}
