/** What the sites' own buttons and icons say, per interface language. Compared whole, never searched inside a text. */

/** Lower case, one form per character, without direction marks and punctuation: labels differ in these between releases. */
export const foldLabel = (label: string): string =>
  label
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff:·.,،"“”„«»]/g, ' ')
    .replace(/[’‘ʼ]/g, "'")
    .replace(/\s+/g, ' ')
    .trim();

const labels = (list: string): ReadonlySet<string> => new Set(list.split('|').map(foldLabel).filter(Boolean));

/** The button beside a text that was replaced by its translation. */
const SHOW_ORIGINAL = labels(
  'Show original|See original|View original|Mostrar original|Ver original|Ver texto original|Ver publicación original|' +
    'Voir l’original|Afficher l’original|Voir le texte d’origine|Original anzeigen|Mostra originale|Vedi originale|' +
    'Mostra l’originale|Exibir original|Origineel weergeven|Origineel bekijken|Zobacz oryginał|Pokaż oryginał|Показать оригинал|Показать первоисточник|' +
    'Показати оригінал|Переглянути оригінал|Afișează originalul|Vezi originalul|Orijinali göster|Orijinalini gör|Orijinalini göster|إظهار الأصل|عرض الأصل|' +
    'مشاهدة الأصل|عرض النص الأصلي|نمایش اصل|نمایش متن اصلی|مشاهده متن اصلی|مشاهده اصل|اصل دکھائیں|اصل دیکھیں|मूल दिखाएँ|मूल देखें|মূলটি দেখুন|মূল দেখান|' +
    'Lihat asli|Lihat teks asli|Tampilkan yang asli|Lihat asal|Tunjukkan asal|Xem bản gốc|Hiển thị bản gốc|ดูต้นฉบับ|แสดงต้นฉบับ|原文を表示|原文を見る|元の文章を見る|' +
    '显示原文|查看原文|顯示原文|원문 보기|원본 보기|Visa original|Visa originalet|Vis original|Vis originalen|Se originalen|Näytä alkuperäinen|Zobrazit originál|' +
    'Zobraziť originál|Eredeti megtekintése|Eredeti megjelenítése|Εμφάνιση πρωτοτύπου|Προβολή πρωτοτύπου|Показване на оригинала|Прикажи оригинал|Prikaži original|' +
    'הצג מקור|הצגת המקור|Shfaq origjinalin',
);
export const isShowOriginal = (label: string): boolean => label.length < 80 && SHOW_ORIGINAL.has(foldLabel(label));

/**
 * Facebook's audience icon: how "Shared with …" is said (`*` stands for the audience; it is also shown alone), "Public", "Public group".
 * From the site's interface as known to speakers; a language or wording that is missing means that its posts are skipped as private.
 */
const AUDIENCES: Readonly<Record<string, readonly [shared: string, everyone: string, group: string]>> = {
  en: ['Shared with *|Shared to *|Sharing with *|Audience *', 'Public|Everyone|The public', 'Public group'],
  es: ['Compartido con *|Se compartió con *|Compartida con *', 'Público|Todos|Todo el mundo', 'Grupo público|Un grupo público'],
  pt: ['Compartilhado com *|Partilhado com *|Partilha com *', 'Público|Todos|Toda a gente', 'Grupo público|Um grupo público'],
  fr: ['Partagé avec *|Partagé avec le *|Partagé avec un *', 'Public|Tout le monde', 'Groupe public|Un groupe public'],
  de: [
    'Mit * geteilt|Geteilt mit *|Für * sichtbar',
    'Öffentlich|Der Öffentlichkeit|Jeder',
    'Öffentliche Gruppe|Öffentlicher Gruppe',
  ],
  it: [
    'Condiviso con *|Condivisione con *|Condivisa con *|Condivisione *',
    'Tutti|Pubblico|Pubblica',
    'Gruppo pubblico|Un gruppo pubblico',
  ],
  nl: ['Gedeeld met *', 'Openbaar|Iedereen', 'Openbare groep'],
  pl: ['Udostępnione *|Udostępniono *|Udostępnione dla *|Udostępniono dla *', 'Publiczne|Publicznie|Wszyscy', 'Grupa publiczna'],
  ro: ['Distribuit pentru *|Distribuit cu *|Distribuită pentru *', 'Public|Publicul|Toată lumea', 'Grup public|Grupul public'],
  cs: ['Sdíleno s *|Sdíleno *|Sdíleno s okruhem uživatelů *', 'Veřejné|Veřejně|Všichni|Veřejnost', 'Veřejná skupina'],
  sk: ['Zdieľané s *|Zdieľané *', 'Verejné|Všetci|Verejnosť', 'Verejná skupina'],
  hu: ['* megosztva|Megosztva a következőkkel *|Megosztva *', 'Nyilvános|Mindenki', 'Nyilvános csoport'],
  sv: ['Delat med *|Delas med *', 'Alla|Offentligt|Offentlig', 'Offentlig grupp'],
  no: ['Delt med *', 'Offentlig|Alle', 'Offentlig gruppe|Åpen gruppe'],
  da: ['Delt med *', 'Offentligt|Offentlig|Alle', 'Offentlig gruppe'],
  fi: ['Jaettu *|Jaettu kohteelle *', 'Julkinen|Kaikki', 'Julkinen ryhmä'],
  el: ['Κοινοποιήθηκε σε *|Κοινοποίηση σε *|Κοινή χρήση με *', 'Δημόσια|Δημόσιο|Όλοι', 'Δημόσια ομάδα'],
  ru: [
    'Доступно *|Поделились с *|Кому видно *',
    'Доступно всем|Для всех|Всем|Все|Общедоступно',
    'Общедоступная группа|Открытая группа',
  ],
  uk: [
    'Доступно *|Поширено для *|Поширено з *',
    'Усі|Для всіх|Доступно всім|Доступно для всіх|Загальнодоступно',
    'Загальнодоступна група|Відкрита група',
  ],
  bg: ['Споделено с *', 'Публично|Всички|Обществено', 'Публична група'],
  sr: ['Дељено са *|Podeljeno sa *|Podijeljeno s *|Dijeljeno s *', 'Јавно|Javno|Svi', 'Јавна група|Javna grupa'],
  sq: ['Shpërndarë me *|Ndarë me *', 'Publike|Publik|Të gjithë', 'Grup publik'],
  tr: ['* olarak paylaşıldı|* ile paylaşıldı|Paylaşılan *|Şunlarla paylaşıldı *', 'Herkese Açık|Herkes', 'Herkese Açık grup'],
  az: ['* ilə paylaşılıb|Paylaşılıb *', 'Hamıya açıq|İctimai|Hamı', 'İctimai qrup|Açıq qrup'],
  ar: [
    'تمت المشاركة مع *|تمت مشاركته مع *|تمت مشاركتها مع *|مشاركة مع *',
    'العامة|العامّة|عام|الجميع',
    'مجموعة عامة|المجموعة العامة',
  ],
  fa: ['هم‌رسانی‌شده با *|هم‌رسانی شده با *|اشتراک‌گذاری شده با *|به اشتراک گذاشته شده با *', 'عمومی|همه', 'گروه عمومی'],
  ps: ['د * سره شریک شوی|شریک شوی د * سره', 'عامه|ټول', 'عامه ډله'],
  ckb: ['هاوبەشکراوە لەگەڵ *', 'گشتی', 'گرووپی گشتی|گروپی گشتی'],
  ur: ['* کے ساتھ شیئر کردہ|* کے ساتھ شیئر کیا گیا', 'عوامی|پبلک', 'عوامی گروپ|پبلک گروپ'],
  he: ['שותף עם *|משותף עם *', 'ציבורי|הציבור|כולם', 'קבוצה ציבורית'],
  hi: ['* के साथ शेयर किया गया|* के साथ साझा किया गया|इनके साथ शेयर किया गया *', 'सार्वजनिक|पब्लिक|सभी', 'सार्वजनिक ग्रुप|पब्लिक ग्रुप'],
  bn: ['* এর সাথে শেয়ার করা হয়েছে|*-এর সাথে শেয়ার করা হয়েছে|শেয়ার করা হয়েছে *', 'সর্বজনীন|পাবলিক|সবাই', 'পাবলিক গ্রুপ|সর্বজনীন গ্রুপ'],
  ta: ['* உடன் பகிரப்பட்டது', 'பொது', 'பொதுக் குழு|பொது குழு'],
  ne: ['* सँग सेयर गरिएको', 'सार्वजनिक', 'सार्वजनिक समूह'],
  id: ['Dibagikan kepada *|Dibagikan ke *|Dibagikan dengan *', 'Publik|Semua orang', 'Grup publik'],
  ms: ['Dikongsi dengan *|Dikongsikan dengan *', 'Awam|Orang ramai|Semua orang', 'Kumpulan awam'],
  fil: ['Ibinahagi sa *|Na-share sa *', 'Publiko|Pampubliko', 'Pampublikong grupo|Pampublikong group'],
  sw: ['Imeshirikiwa na *', 'Umma|Kila mtu', 'Kikundi cha umma'],
  so: ['Lala wadaagay *|Lala wadaagay *ka', 'Dadweynaha|Guud', 'Koox dadweyne|Koox guud'],
  am: ['ለ* የተጋራ|ከ* ጋር የተጋራ', 'ይፋዊ|ሁሉም', 'ይፋዊ ቡድን'],
  vi: ['Đã chia sẻ với *|Chia sẻ với *', 'Công khai|Mọi người', 'Nhóm công khai'],
  th: ['แชร์กับ*|แชร์กับ *|แชร์ต่อ *', 'สาธารณะ|ทุกคน', 'กลุ่มสาธารณะ'],
  zh: ['分享对象 *|分享對象 *|分享给*|分享給*|已分享给*|已分享給*', '公开|公開|所有人', '公开小组|公開社團|公開群組|公开群组'],
  ja: ['シェア先 *|*でシェア|共有相手 *|*に共有', '公開|全員|すべての人', '公開グループ'],
  ko: ['공유 대상 *|*로 공유|*에 공유됨|*로 공유됨', '전체 공개|모두', '공개 그룹'],
};
export const AUDIENCE_LANGUAGES = Object.keys(AUDIENCES);

const groups = new Set<string>();
const audiences = new Set<string>();
for (const [shared, everyone, group] of Object.values(AUDIENCES)) {
  for (const word of group.split('|')) groups.add(foldLabel(word));
  for (const word of `${everyone}|${group}`.split('|'))
    for (const pattern of ['*', ...shared.split('|')]) audiences.add(foldLabel(pattern.replace('*', word)));
}
/** Does the icon's label say, whole, that everyone may read the post? "Shared with Members of Public Works" does not. */
export const isPublicAudience = (label: string): boolean => label.length < 80 && audiences.has(foldLabel(label));
/** "Public group", alone or before a counter ("Public group · 12K members"). */
export const isPublicGroup = (label: string): boolean => groups.has(foldLabel(label.split(/[·•\n]/)[0] ?? ''));

/** What a paid post is called; only where the label is whole (Facebook's shuffled letters prove nothing). */
const SPONSORED = labels(
  'Sponsored|Paid for by|Publicidad|Patrocinado|Patrocinada|Sponsorisé|Commandité|Gesponsert|Anzeige|Sponsorizzato|Post sponsorizzato|Gesponsord|Sponsorowane|' +
    'Sponsorizat|Sponzorováno|Sponzorované|Szponzorált|Hirdetés|Sponsrad|Sponsrat|Sponset|Sponsoreret|Sponsoroitu|Χορηγούμενη|Χορηγούμενο|Реклама|Спонсировано|' +
    'Спонсоване|Спонсорирано|Спонзорисано|Sponzorirano|E sponsorizuar|Sponsorlu|Sponsorlanıb|مُموَّل|ممول|إعلان ممول|حمایت‌شده|سپانسری|اسپانسر شده|سپانسرڈ|ממומן|' +
    'प्रायोजित|স্পনসর্ড|স্পন্সর করা|Bersponsor|Ditaja|May sponsor|Imedhaminiwa|Được tài trợ|ได้รับการสนับสนุน|赞助内容|贊助|広告|スポンサー広告|광고|Sponsored',
);
export const isSponsored = (label: string): boolean => label.length < 60 && SPONSORED.has(foldLabel(label));
