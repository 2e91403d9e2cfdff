// Runs before the first paint, as a file of its own because the content security policy allows no inline script:
// without it a dark or English session would flash light or French while the application loads.
(() => {
  const root = document.documentElement;
  const read = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // storage refused: the defaults hold
    }
  };
  const theme = read('epm.theme');
  const dark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
  root.lang = read('epm.language') === 'en' ? 'en' : 'fr';
})();
