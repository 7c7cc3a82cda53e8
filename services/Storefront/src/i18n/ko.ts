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
    delivery: '배송', deliveryText: '결제가 끝나면 바로 준비합니다', refund: '취소·환불', refundText: '결제 뒤에도 내 주문에서 바로 취소할 수 있습니다', similar: '같은 카테고리의 상품', path: '현재 위치', notFound: '없는 상품입니다',
  },
  cart: {
    title: '장바구니', empty: '장바구니가 비어 있습니다', emptyHint: '마음에 드는 상품을 담아 보세요.', shop: '쇼핑하러 가기', remove: '삭제', subtotal: '상품 금액', delivery: '배송비',
    free: '무료', total: '결제 예정 금액', order: '주문하기', gone: '더 이상 팔지 않는 상품입니다', signInFirst: '로그인하고 주문하기', lines: (n: string) => `상품 ${n}종`,
  },
  dev: { ribbon: '개발', trace: '이 주문의 추적 보기', traceLabel: '추적', dashboard: '대시보드' },
  common: { loading: '불러오는 중', failed: '불러오지 못했습니다', retry: '다시 시도', close: '닫기', notFound: '없는 페이지입니다', toHome: '홈으로', reasons: { unreachable: '서버에 닿지 않습니다', rate_limited: '요청이 너무 많습니다. 잠시 뒤 다시 해 주세요', being_paid: '결제를 확인하는 중이라 지금은 취소할 수 없습니다' } },
  footer: { about: '모아장터는 배우고 시험하는 데 쓰는 장터입니다. 실제로 결제되거나 배송되지 않습니다.' },
};

/** Of each text its kind, not its words. */
export type Widened<T> = { [K in keyof T]: T[K] extends string ? string : T[K] extends (...args: infer A) => string ? (...args: A) => string : Widened<T[K]> };

/** Every language has exactly these texts. */
export type Messages = Widened<typeof ko>;
