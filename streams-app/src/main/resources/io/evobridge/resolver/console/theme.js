// Applies the theme that was chosen here before; without a choice the system's is followed.
const chosen = localStorage.getItem('evobridge.theme');
if (chosen === 'light' || chosen === 'dark') {
  document.documentElement.dataset.theme = chosen;
}
