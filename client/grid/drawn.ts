/**
 * The class AG Grid wants of a renderer or header, from a function that fills its element: at first, and whenever what it
 * shows changed.
 * @param mount is told once with what draws it again; what it returns is called when it is taken away
 */
export function drawn<Params>(
  draw: (root: HTMLElement, params: Params) => void,
  mount?: (root: HTMLElement, params: Params) => () => void,
) {
  return class {
    private readonly root = document.createElement('div');
    private unmount: (() => void) | undefined;

    init(params: Params): void {
      draw(this.root, params);
      this.unmount = mount?.(this.root, params);
    }

    getGui(): HTMLElement {
      return this.root;
    }

    refresh(params: Params): boolean {
      draw(this.root, params);
      return true;
    }

    destroy(): void {
      this.unmount?.();
    }
  };
}
