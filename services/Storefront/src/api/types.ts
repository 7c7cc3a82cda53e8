export interface Product {
  id: number;
  name: string;
  nameEn: string;
  description: string;
  category: string;
  price: number;
  stock: number;
  version: number;
  createdAt: string;
  highlights?: { name?: string; nameEn?: string } | null;
}

export interface Page<T> {
  items: T[];
  total: number;
  page: number;
  pageSize: number;
}

export interface Category {
  slug: string;
  name: string;
  nameEn: string;
  products: number;
}

export interface SearchResult extends Page<Product> {
  facets: {
    categories: { category: string; name: string; nameEn: string; count: number }[];
    prices: { minPrice: number | null; maxPrice: number | null; count: number }[];
    stock: { inStock: number; soldOut: number };
  } | null;
  didYouMean: string | null;
}

export interface Suggestion {
  kind: 'category' | 'product';
  text: string;
  category: string;
  productId: number | null;
}

export interface CartLine {
  productId: number;
  quantity: number;
}

export type OrderStatus = 'PENDING' | 'PAYING' | 'PAID' | 'CANCELLED' | 'EXPIRED' | 'FAILED' | 'REFUNDED';

export interface Order {
  id: string;
  status: OrderStatus;
  total: number;
  items: { productId: number; name: string; unitPrice: number; quantity: number; amount: number }[];
  paymentId: string | null;
  createdAt: string;
  updatedAt: string;
  expiresAt: string;
}

export interface OrderUpdate {
  orderId: string;
  status: OrderStatus;
  total: number;
  at: string;
}

export interface Payment {
  id: string;
  orderId: string;
  status: string;
  amount: number | null;
  card: string | null;
}

export interface Account {
  id: string;
  email: string;
  name: string;
}

export interface UploadedFile {
  id: string;
  fileName: string;
  contentType: string;
  size: number;
  createdAt: string;
  processing: {
    status: string;
    reason: string | null;
    result: { artifacts: { name: string; contentType: string }[] | null; properties: Record<string, string> | null } | null;
  };
}
