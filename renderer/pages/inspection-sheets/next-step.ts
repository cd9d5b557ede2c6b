/** Enter goes on along the paper: each step of the form is an element marked `data-step`; a note goes on as its step does. */
import type { KeyboardEvent } from 'react';

export function onEnterGoOn(event: KeyboardEvent<HTMLElement>): void {
  // Prevented: the field has taken an offered name, the next Enter goes on.
  if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.shiftKey || event.defaultPrevented) return;
  const { target, currentTarget } = event;
  if (!(target instanceof HTMLElement)) return;
  if (target instanceof HTMLButtonElement) return;
  const step = target.closest('[data-step]') ?? target.closest('[data-item]')?.querySelector('[data-step]');
  if (step === null || step === undefined) return;
  event.preventDefault();
  // The field has judged what was typed by then: what cannot be read is stayed with.
  queueMicrotask(() => {
    if (target.getAttribute('aria-invalid') === 'true') return;
    const steps = [...currentTarget.querySelectorAll<HTMLElement>('[data-step]')];
    focusStep(steps[steps.indexOf(step as HTMLElement) + 1]);
  });
}

export function focusStep(step: HTMLElement | undefined): void {
  if (step === undefined) return;
  const field = step.matches('input, textarea, button, [tabindex="0"]')
    ? step
    : step.querySelector<HTMLElement>('[tabindex="0"], input:not([type="hidden"]), textarea, button');
  field?.focus();
  if (field instanceof HTMLInputElement) field.select();
}
