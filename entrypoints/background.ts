import { defineBackground } from 'wxt/utils/define-background';
import { platforms } from '@/utils/platforms/index';

export default defineBackground({ type: 'module', main() { console.log(platforms.length); } });
