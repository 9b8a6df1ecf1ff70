// A choice between a few options: radio buttons.
import { useId } from 'react';
import type { Choice } from './action-words.ts';

interface Props {
  title: string;
  choices: readonly Choice[];
  chosen: Choice;
  onChoose: (choice: Choice) => void;
}

export function ChoiceField({ title, choices, chosen, onChoose }: Props) {
  const name = useId();
  return (
    <fieldset className="choice-field">
      <legend>{title}</legend>
      {choices.map((choice) => (
        <label key={choice.label}>
          <input type="radio" name={name} checked={choice === chosen} onChange={() => onChoose(choice)} />
          {choice.label}
        </label>
      ))}
    </fieldset>
  );
}
