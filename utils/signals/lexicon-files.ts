/** The word lists, alphabetical by language: data that an analyst can edit. A contract test holds this list and the folder together. */
import am from '../../models/lexicon/am.json';
import ar from '../../models/lexicon/ar.json';
import bm from '../../models/lexicon/bm.json';
import bn from '../../models/lexicon/bn.json';
import ckb from '../../models/lexicon/ckb.json';
import de from '../../models/lexicon/de.json';
import el from '../../models/lexicon/el.json';
import en from '../../models/lexicon/en.json';
import es from '../../models/lexicon/es.json';
import fa from '../../models/lexicon/fa.json';
import fr from '../../models/lexicon/fr.json';
import ha from '../../models/lexicon/ha.json';
import hi from '../../models/lexicon/hi.json';
import it from '../../models/lexicon/it.json';
import kmr from '../../models/lexicon/kmr.json';
import pa from '../../models/lexicon/pa.json';
import ps from '../../models/lexicon/ps.json';
import pt from '../../models/lexicon/pt.json';
import ro from '../../models/lexicon/ro.json';
import ru from '../../models/lexicon/ru.json';
import so from '../../models/lexicon/so.json';
import sq from '../../models/lexicon/sq.json';
import sr from '../../models/lexicon/sr.json';
import ti from '../../models/lexicon/ti.json';
import tr from '../../models/lexicon/tr.json';
import uk from '../../models/lexicon/uk.json';
import ur from '../../models/lexicon/ur.json';
import vi from '../../models/lexicon/vi.json';
import wo from '../../models/lexicon/wo.json';
import type { Kind, SignalId } from '../types';

/** A phrase at its signal's usual weight, or with its own in (0, 1]. */
export type Entry = string | { phrase: string; weight: number };

export interface Lexicon {
  /** BCP 47, also the file's name. */
  lang: string;
  /** By whom, in words. */
  reviewed: string;
  phrases: Partial<Record<SignalId, Entry[]>>;
  /** What speaks for a benign reading of a post, by kind. */
  benign: Partial<Record<Exclude<Kind, 'advertisement'>, Entry[]>>;
}

export const lexicons: readonly Lexicon[] = [
  am,
  ar,
  bm,
  bn,
  ckb,
  de,
  el,
  en,
  es,
  fa,
  fr,
  ha,
  hi,
  it,
  kmr,
  pa,
  ps,
  pt,
  ro,
  ru,
  so,
  sq,
  sr,
  ti,
  tr,
  uk,
  ur,
  vi,
  wo,
];
