/** Arabic, Modern Standard. Counts in Arabic-Indic digits, scores in Latin ones (they stand in reports beside other languages). */
import { formats } from './formats';
import { popup } from './ar-popup';
import { settings } from './ar-settings';
import type { SharedWords, Words } from './words';

const shared: SharedWords = {
  labels: { advertisement: 'إعلان', 'not-advertisement': 'ليس إعلاناً', unsure: 'غير متأكد', escalate: 'تصعيد' },
  verdicts: { advertisement: 'إعلان', 'not-advertisement': 'ليس إعلاناً', unsure: 'غير متأكد', escalate: 'تصعيد' },
  reasons: {
    crossing: 'يعرض عبوراً',
    'documents-visa': 'يبيع وثائق أو تأشيرات',
    recruitment: 'يجنّد ملّاحين أو سائقين',
    package: 'يبيع رحلة كاملة',
    'payment-service': 'يحفظ المال أو ينقله',
    'seeking-help': 'يطلب مساعدة',
    news: 'خبر صحفي',
    'aid-ngo': 'إغاثة أو إنقاذ',
    awareness: 'حملة توعية',
    'lawful-service': 'خدمة قانونية',
    debate: 'رأي أو نقاش',
    'off-topic': 'خارج الموضوع',
    'too-little-text': 'النص قصير جداً',
    language: 'لا أقرأ هذه اللغة',
    'picture-needed': 'لا بد من الصورة',
    ambiguous: 'يحتمل الوجهين',
    'risk-to-life': 'خطر على الحياة',
    minors: 'يتعلق بأطفال',
    exploitation: 'علامات استغلال',
    'second-opinion': 'رأي ثانٍ',
    other: 'غير ذلك',
  },
  signals: {
    offer: 'عرض نقل',
    service: 'خدمة',
    price: 'سعر',
    guarantee: 'ضمان',
    'pay-on-arrival': 'الدفع عند الوصول',
    contact: 'تحويل إلى محادثة',
    route: 'مسار',
    urgency: 'استعجال',
    documents: 'وثائق',
  },
  services: {
    sea: 'عبور بحري',
    land: 'عبور بري',
    air: 'رحلات جوية',
    documents: 'وثائق',
    visa: 'تأشيرات',
    package: 'رحلة كاملة',
    skipper: 'عمل ربّان',
    driver: 'عمل سائق',
    housing: 'سكن في الطريق',
    money: 'تحويل أموال',
    promotion: 'ترويج',
  },
  platforms: { facebook: 'فيسبوك', reddit: 'ريديت', telegram: 'تيليغرام', tiktok: 'تيك توك', x: 'إكس' },
  kinds: {
    advertisement: 'إعلان',
    'seeking-help': 'طلب مساعدة',
    news: 'خبر',
    aid: 'إغاثة وإنقاذ',
    awareness: 'حملة توعية',
    'lawful-service': 'خدمة قانونية',
    testimony: 'شهادة',
    debate: 'نقاش',
    other: 'شيء آخر',
  },
  settings: 'الإعدادات',
};

export const ar: Words = { lang: 'ar', dir: 'rtl', ...formats('ar-u-nu-arab', 'الآن'), shared, popup, settings };
