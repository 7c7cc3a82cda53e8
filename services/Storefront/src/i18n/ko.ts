export const ko = {
  shop: { name: '모아장터', tagline: '한곳에 모은 오픈마켓' },
  nav: {
    skip: '본문으로 건너뛰기', home: '홈', categories: '카테고리', cart: '장바구니', orders: '내 주문', files: '내 파일', signIn: '로그인', signOut: '로그아웃',
    register: '회원가입', language: 'English', languageLabel: '언어를 English로 바꾸기', main: '주 메뉴', account: '계정', pieces: (n: string) => `${n}개`,
  },
  search: {
    label: '상품 검색', placeholder: '찾으시는 상품을 입력하세요', go: '검색', suggestions: '추천 검색어', category: '카테고리', none: '추천이 없습니다',
    results: (q: string) => `‘${q}’ 검색 결과`, all: '전체 상품', count: (n: string) => `상품 ${n}개`, didYouMean: (q: string) => `혹시 ‘${q}’을(를) 찾으셨나요?`,
    empty: '조건에 맞는 상품이 없습니다', emptyHint: '검색어를 줄이거나 조건을 풀어 보세요.', reset: '조건 모두 지우기',
    fallback: '검색 서비스를 쓸 수 없어 상품 목록에서 찾았습니다.', filters: '조건', sort: '정렬', price: '가격', anyPrice: '전체 가격', allCategories: '전체 카테고리',
    inStock: '품절 제외', soldOut: '품절', below: (n: string) => `${n} 미만`, above: (n: string) => `${n} 이상`, between: (a: string, b: string) => `${a} ~ ${b}`,
    sorts: { relevance: '추천순', newest: '최신순', price: '낮은 가격순', '-price': '높은 가격순' }, pages: '쪽 이동', previous: '이전', next: '다음',
  },
  home: {
    hero: '오늘 필요한 모든 것을\n한 장터에서', heroText: '노트북부터 제주 감귤까지, 스무 개 매장이 한곳에 모였습니다.', heroGo: '새 상품 보러 가기',
    heroSide: '매일 새로 들어오는 상품', newest: '방금 들어온 상품', more: '더 보기', byCategory: '카테고리로 둘러보기',
  },
  product: {
    add: '장바구니 담기', buy: '바로 구매', added: '장바구니에 담았습니다', toCart: '장바구니 보기', quantity: '수량', less: '하나 빼기', more: '하나 더하기', soldOut: '품절',
    left: (n: string) => `${n}개 남음`, inStock: '구매 가능', new: '새 상품', total: '총 상품 금액', number: '상품 번호', seller: '판매자', sellerName: '모아장터 입점 판매자',
    delivery: '배송', deliveryText: '결제가 끝나면 바로 준비합니다', refund: '취소·환불', refundText: '결제 뒤에도 내 주문에서 바로 취소할 수 있습니다', similar: '같은 카테고리의 상품', notFound: '없는 상품입니다',
  },
  cart: {
    title: '장바구니', empty: '장바구니가 비어 있습니다', emptyHint: '마음에 드는 상품을 담아 보세요.', shop: '쇼핑하러 가기', remove: '삭제', subtotal: '상품 금액', delivery: '배송비',
    free: '무료', total: '결제 예정 금액', order: '주문하기', gone: '더 이상 팔지 않는 상품입니다', signInFirst: '로그인하고 주문하기', lines: (n: string) => `상품 ${n}종`,
  },
  checkout: {
    title: '주문·결제', items: '주문 상품', method: '결제 수단', card: '신용·체크카드', cardText: '플랫폼페이 결제창에서 카드 번호를 입력합니다. 카드 정보는 장터에 저장되지 않습니다.',
    agree: '주문 내용을 확인했으며 결제에 동의합니다', pay: (n: string) => `${n} 결제하기`, going: '결제창으로 이동하는 중…', held: '주문하면 15분 동안 재고를 잡아 둡니다.',
    insufficient: (name: string, n: string) => `‘${name}’의 재고가 ${n}개뿐입니다. 장바구니에서 수량을 줄여 주세요.`, again: '재고를 잡지 못했습니다. 잠시 뒤 다시 눌러 주세요.',
  },
  pay: {
    confirming: '결제를 확인하고 있습니다', wait: '창을 닫지 말고 잠시만 기다려 주세요.', pending: '카드사의 답을 기다리고 있습니다', pendingText: '확인되는 대로 이 화면이 바뀝니다. 이중으로 결제되지 않습니다.',
    done: '주문이 완료되었습니다', doneText: '이용해 주셔서 고맙습니다.', declined: '결제되지 않았습니다', cancelled: '결제를 취소했습니다', cancelledText: '주문은 아직 살아 있습니다. 다시 결제할 수 있습니다.',
    toOrder: '주문 보기', retry: '다시 결제하기', refill: '다시 담기', goOn: '계속 쇼핑하기',
  },
  orders: {
    title: '내 주문', empty: '아직 주문이 없습니다', number: '주문번호', placed: '주문일시', total: '결제 금액', items: '주문 상품', more: (n: string) => `외 ${n}건`, detail: '주문 상세', live: '실시간', offline: '연결 중…',
    liveText: '상태가 바뀌면 바로 보입니다', pay: '결제하기', cancel: '주문 취소', refund: '취소하고 환불받기', cancelled: '취소했습니다', until: (t: string) => `${t}까지 결제해 주세요`, progress: '진행 상태', back: '목록으로', notFound: '없는 주문입니다',
    status: { PENDING: '결제 대기', PAYING: '결제 확인 중', PAID: '결제 완료', CANCELLED: '주문 취소', EXPIRED: '기한 만료', FAILED: '결제 실패', REFUNDED: '환불 완료' },
    steps: { placed: '주문 접수', paying: '결제 확인', paid: '결제 완료' },
  },
  files: {
    title: '내 파일', intro: '올린 파일은 정책에 따라 저장되고 처리됩니다. 글은 읽어 내고 그림은 작게 만듭니다.', choose: '파일 고르기', drop: '여기에 파일을 끌어다 놓거나 골라 주세요', hint: 'PDF, 그림, 소리, 글 · 한 파일 2GB까지',
    uploading: '올리는 중', processing: '처리 중', done: '완료', failed: '실패', download: '내려받기', results: '결과', cancel: '멈추기', progress: (n: string) => `${n} 올림`, stopped: '멈췄습니다', list: '올린 파일',
    reasons: { UNSUPPORTED_TYPE: '처리하지 않는 형식입니다', ENCRYPTED: '암호가 걸린 파일입니다', DAMAGED: '손상된 파일입니다', TOO_LARGE: '너무 큰 파일입니다' },
  },
  account: {
    signIn: '로그인', register: '회원가입', email: '이메일', password: '비밀번호', name: '이름', rule: '글자와 숫자를 섞어 8자 이상', noAccount: '아직 회원이 아니신가요?', hasAccount: '이미 회원이신가요?',
    hello: (name: string) => `${name}님`, seeds: '개발용 계정', seedsText: '누르면 바로 로그인합니다.', wrong: '이메일이나 비밀번호가 맞지 않습니다', taken: '이미 가입된 이메일입니다', required: '로그인이 필요합니다', working: '잠시만요…',
  },
  dev: { ribbon: '개발', trace: '이 주문의 추적 보기', traceLabel: '추적', dashboard: '대시보드' },
  common: { loading: '불러오는 중', failed: '불러오지 못했습니다', retry: '다시 시도', close: '닫기', notFound: '없는 페이지입니다', toHome: '홈으로', reasons: { unreachable: '서버에 닿지 않습니다', rate_limited: '요청이 너무 많습니다. 잠시 뒤 다시 해 주세요', being_paid: '결제를 확인하는 중이라 지금은 취소할 수 없습니다' } },
  footer: { about: '모아장터는 배우고 시험하는 데 쓰는 장터입니다. 실제로 결제되거나 배송되지 않습니다.' },
};

type Widened<T> = { [K in keyof T]: T[K] extends string ? string : T[K] extends (...args: infer A) => string ? (...args: A) => string : Widened<T[K]> };

/** Every language has exactly these texts. */
export type Messages = Widened<typeof ko>;
