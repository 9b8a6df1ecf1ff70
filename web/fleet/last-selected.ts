// The backend that was selected last, shared by the table and the grid and kept while a backend's page is open.

let remembered: string | null = null;

/** Its id, in whichever view it was selected. */
export function lastSelected(): string | null {
  return remembered;
}

export function rememberSelected(id: string): void {
  remembered = id;
}
