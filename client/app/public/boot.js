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
  // A wall screen is dark unless its address says otherwise, whatever the theme of who signed it in.
  const wall = location.pathname === '/direct/ecran';
  const theme = wall ? (/[?&]theme=light\b/.test(location.search) ? 'light' : 'dark') : read('epm.theme');
  const dark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
  root.lang = read('epm.language') === 'en' ? 'en' : 'fr';
})();
