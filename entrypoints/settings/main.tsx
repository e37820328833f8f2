/** The settings page: opens the store, draws. */
import { render } from 'preact';
import '@/components/theme.css';
import '@/components/settings.css';
import '@/components/settings-fields.css';
import '@/components/settings-parts.css';
import { openStore } from '@/utils/store/db';
import { Page } from './page';

const root = document.getElementById('app');
if (root) render(<Page store={openStore()} />, root);
