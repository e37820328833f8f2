/** English. */
import { formats } from './formats';
import { popup } from './en-popup';
import { settings } from './en-settings';
import type { SharedWords, Words } from './words';

const shared: SharedWords = {
  labels: {
    advertisement: 'Advertisement',
    'not-advertisement': 'Not an advertisement',
    unsure: 'Unsure',
    escalate: 'Escalate',
  },
  verdicts: { advertisement: 'Advertisement', 'not-advertisement': 'Not an ad', unsure: 'Unsure', escalate: 'Escalate' },
  reasons: {
    crossing: 'Offers a crossing',
    'documents-visa': 'Sells papers or visas',
    recruitment: 'Seeks crew or drivers',
    package: 'Sells a whole journey',
    'payment-service': 'Handles the money',
    'seeking-help': 'Asks for help',
    news: 'News report',
    'aid-ngo': 'Aid or rescue',
    awareness: 'Warning campaign',
    'lawful-service': 'Lawful service',
    debate: 'Opinion or debate',
    'off-topic': 'Off topic',
    'too-little-text': 'Too little text',
    language: 'Cannot read the language',
    'picture-needed': 'Needs the picture',
    ambiguous: 'Could be either',
    'risk-to-life': 'Risk to life',
    minors: 'Children involved',
    exploitation: 'Signs of exploitation',
    'second-opinion': 'Second opinion',
    other: 'Other',
  },
  signals: {
    offer: 'Offer of passage',
    service: 'Service',
    price: 'Price',
    guarantee: 'Guarantee',
    'pay-on-arrival': 'Pay on arrival',
    contact: 'Contact hand-off',
    route: 'Route',
    urgency: 'Urgency',
    documents: 'Documents',
  },
  services: {
    sea: 'sea crossing',
    land: 'land crossing',
    air: 'flights',
    documents: 'documents',
    visa: 'visas',
    package: 'whole journey',
    skipper: 'work as skipper',
    driver: 'work as driver',
    housing: 'housing on the way',
    money: 'money transfer',
    promotion: 'promotion',
  },
  platforms: {},
  kinds: {
    advertisement: 'advertisement',
    'seeking-help': 'asking for help',
    news: 'news',
    aid: 'aid and rescue',
    awareness: 'warning campaign',
    'lawful-service': 'lawful service',
    testimony: 'testimony',
    debate: 'debate',
    other: 'something else',
  },
  settings: 'Settings',
};

export const en: Words = { lang: 'en', dir: 'ltr', ...formats('en', 'just now'), shared, popup, settings };
