package dev.anneal.engine.adapter.memory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A sorted map that never changes: {@link #with} and {@link #without} give another one that shares most of its nodes
 * (an AVL tree whose paths are copied). So a state is kept by keeping its root. A look or a change costs the logarithm
 * of the size.
 */
final class Tree<K, V> implements Iterable<V> {

    /** A key with its value, those before and those after it; the two differ in height by one at most. */
    private record Node<K, V>(
            K key,
            V value,
            @Nullable Node<K, V> left,
            @Nullable Node<K, V> right,
            int height) {

        static <K, V> Node<K, V> of(K key, V value, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
            return new Node<>(key, value, left, right, 1 + Math.max(heightOf(left), heightOf(right)));
        }

        static int heightOf(@Nullable Node<?, ?> node) {
            return node == null ? 0 : node.height;
        }
    }

    private final Comparator<? super K> order;
    private final @Nullable Node<K, V> root;

    private Tree(Comparator<? super K> order, @Nullable Node<K, V> root) {
        this.order = order;
        this.root = root;
    }

    static <K, V> Tree<K, V> empty(Comparator<? super K> order) {
        return new Tree<>(order, null);
    }

    @Nullable
    V get(K key) {
        Node<K, V> node = root;
        while (node != null) {
            int side = order.compare(key, node.key);
            if (side == 0) {
                return node.value;
            }
            node = side < 0 ? node.left : node.right;
        }
        return null;
    }

    /** The same with this value under the key. */
    Tree<K, V> with(K key, V value) {
        return new Tree<>(order, with(root, key, value));
    }

    /** The same without the key; this one where it has none. */
    Tree<K, V> without(K key) {
        return get(key) == null ? this : new Tree<>(order, without(root, key));
    }

    private Node<K, V> with(@Nullable Node<K, V> node, K key, V value) {
        if (node == null) {
            return Node.of(key, value, null, null);
        }
        int side = order.compare(key, node.key);
        if (side == 0) {
            return new Node<>(key, value, node.left, node.right, node.height);
        }
        return side < 0
                ? balanced(node, with(node.left, key, value), node.right)
                : balanced(node, node.left, with(node.right, key, value));
    }

    private @Nullable Node<K, V> without(@Nullable Node<K, V> node, K key) {
        if (node == null) {
            return null;
        }
        int side = order.compare(key, node.key);
        if (side < 0) {
            return balanced(node, without(node.left, key), node.right);
        } else if (side > 0) {
            return balanced(node, node.left, without(node.right, key));
        } else if (node.right == null) {
            return node.left;
        }
        Node<K, V> next = node.right;
        while (next.left != null) {
            next = next.left;
        }
        return balanced(next, node.left, without(node.right, next.key));
    }

    /** The node's entry over two sides that differ in height by two at most. */
    private static <K, V> Node<K, V> balanced(Node<K, V> node, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
        int lean = Node.heightOf(left) - Node.heightOf(right);
        if (left != null && lean > 1) {
            Node<K, V> inner = left.right;
            return inner != null && Node.heightOf(left.left) < inner.height
                    ? Node.of(
                            inner.key,
                            inner.value,
                            Node.of(left.key, left.value, left.left, inner.left),
                            Node.of(node.key, node.value, inner.right, right))
                    : Node.of(left.key, left.value, left.left, Node.of(node.key, node.value, inner, right));
        } else if (right != null && lean < -1) {
            Node<K, V> inner = right.left;
            return inner != null && Node.heightOf(right.right) < inner.height
                    ? Node.of(
                            inner.key,
                            inner.value,
                            Node.of(node.key, node.value, left, inner.left),
                            Node.of(right.key, right.value, inner.right, right.right))
                    : Node.of(right.key, right.value, Node.of(node.key, node.value, left, inner), right.right);
        }
        return Node.of(node.key, node.value, left, right);
    }

    /** The value of the greatest key that {@code within} holds for, where it holds up to some key; null for none. */
    @Nullable
    V last(Predicate<? super K> within) {
        Walk<K, V> walk = new Walk<>(root, within, false);
        return walk.hasNext() ? walk.next() : null;
    }

    /** All values, in the order of their keys. */
    List<V> values() {
        List<V> all = new ArrayList<>();
        forEach(all::add);
        return all;
    }

    /** Values in the order of their keys. */
    @Override
    public Iterator<V> iterator() {
        return new Walk<>(root, key -> true, true);
    }

    /** Values in the order of their keys, from the first that {@code within} holds for, where it holds from some key on. */
    Iterable<V> from(Predicate<? super K> within) {
        return () -> new Walk<>(root, within, true);
    }

    /** Values against the order of their keys, from the last that {@code within} holds for, where it holds up to some key. */
    Iterable<V> backFrom(Predicate<? super K> within) {
        return () -> new Walk<>(root, within, false);
    }

    /** The way through the tree: nodes whose value comes next, with what lies behind them. */
    private static final class Walk<K, V> implements Iterator<V> {

        private final Deque<Node<K, V>> waiting = new ArrayDeque<>();
        private final boolean forward;

        Walk(@Nullable Node<K, V> root, Predicate<? super K> within, boolean forward) {
            this.forward = forward;
            Node<K, V> node = root;
            while (node != null) {
                boolean holds = within.test(node.key);
                if (holds) {
                    waiting.push(node);
                }
                node = holds == forward ? node.left : node.right;
            }
        }

        @Override
        public boolean hasNext() {
            return !waiting.isEmpty();
        }

        @Override
        public V next() {
            Node<K, V> node = waiting.poll();
            if (node == null) {
                throw new NoSuchElementException();
            }
            Node<K, V> behind = forward ? node.right : node.left;
            while (behind != null) {
                waiting.push(behind);
                behind = forward ? behind.left : behind.right;
            }
            return node.value;
        }
    }
}
