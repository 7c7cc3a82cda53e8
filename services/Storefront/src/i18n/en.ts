import type { Messages } from './ko';

export const en: Messages = {
  shop: { name: 'Moa Market', tagline: 'An open marketplace, all in one place' },
  nav: {
    skip: 'Skip to content', home: 'Home', categories: 'Categories', cart: 'Cart', orders: 'Orders', files: 'Files', signIn: 'Sign in', signOut: 'Sign out',
    register: 'Register', language: '한국어', languageLabel: 'Switch to Korean (한국어)', main: 'Main menu', account: 'Account', pieces: (n) => (n === '1' ? '1 item' : `${n} items`),
  },
  search: {
    label: 'Search products', placeholder: 'What are you looking for?', go: 'Search', suggestions: 'Suggestions', category: 'Category', none: 'No suggestions',
    results: (q) => `Results for “${q}”`, all: 'All products', count: (n) => (n === '1' ? '1 product' : `${n} products`), didYouMean: (q) => `Did you mean “${q}”?`,
    empty: 'Nothing fits', emptyHint: 'Try fewer words or fewer filters.', reset: 'Clear all filters',
    fallback: 'Search is away: these were found in the list of products.', filters: 'Filters', sort: 'Sort', price: 'Price', anyPrice: 'Any price', allCategories: 'All categories',
    inStock: 'In stock only', soldOut: 'Sold out', below: (n) => `Under ${n}`, above: (n) => `${n} and more`, between: (a, b) => `${a} – ${b}`,
    sorts: { relevance: 'Best match', newest: 'Newest', price: 'Price: low to high', '-price': 'Price: high to low' }, pages: 'Pages', previous: 'Previous', next: 'Next',
  },
  home: {
    hero: 'Everything you need,\nin one market', heroText: 'From laptops to Jeju tangerines: twenty shops under one roof.', heroGo: 'See what is new',
    heroSide: 'New arrivals every day', newest: 'Just arrived', more: 'See more', byCategory: 'Browse by category',
  },
  product: {
    add: 'Add to cart', buy: 'Buy now', added: 'Added to your cart', toCart: 'Go to cart', quantity: 'Quantity', less: 'One less', more: 'One more', soldOut: 'Sold out',
    left: (n) => `${n} left`, inStock: 'In stock', new: 'New', total: 'Total', number: 'Product number', seller: 'Seller', sellerName: 'A seller at Moa Market',
    delivery: 'Delivery', deliveryText: 'Prepared as soon as it is paid', refund: 'Cancel and refund', refundText: 'Cancel in your orders, even after paying', similar: 'More of this category', path: 'You are here', notFound: 'There is no such product',
  },
  cart: {
    title: 'Cart', empty: 'Your cart is empty', emptyHint: 'Put in something that you like.', shop: 'Go shopping', remove: 'Remove', subtotal: 'Products', delivery: 'Delivery',
    free: 'Free', total: 'To pay', order: 'Check out', gone: 'No longer sold', signInFirst: 'Sign in to check out', lines: (n) => (n === '1' ? '1 product' : `${n} products`),
  },
  dev: { ribbon: 'Dev', trace: "Open this order's trace", traceLabel: 'Trace', dashboard: 'Dashboard' },
  common: { loading: 'Loading', failed: 'This could not be loaded', retry: 'Try again', close: 'Close', notFound: 'There is no such page', toHome: 'Home', reasons: { unreachable: 'The server cannot be reached', rate_limited: 'Too many requests. Try again in a moment', being_paid: 'The payment is being confirmed: it cannot be cancelled right now' } },
  footer: { about: 'Moa Market is for learning and testing. Nothing is charged, nothing is delivered.' },
};
