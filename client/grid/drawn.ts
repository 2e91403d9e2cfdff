/** The class AG Grid wants of a renderer or header, from a function that fills its element: at first, and whenever what it shows changed. */
export function drawn<Params>(draw: (root: HTMLElement, params: Params) => void) {
  return class {
    private readonly root = document.createElement('div');

    init(params: Params): void {
      draw(this.root, params);
    }

    getGui(): HTMLElement {
      return this.root;
    }

    refresh(params: Params): boolean {
      draw(this.root, params);
      return true;
    }
  };
}
