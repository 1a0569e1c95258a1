package dev.anneal.runner.app.control;

import dev.anneal.engine.execution.Pools;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.problem.NearestName;
import dev.anneal.engine.spec.Resource;
import dev.anneal.engine.store.ClaimTable.Claim;
import dev.anneal.engine.store.PoolTable.Pool;
import dev.anneal.engine.store.Store.Durability;
import dev.anneal.runner.app.Anneal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How much there is of what attempts take on a home, and who takes it. */
public final class PoolSettings {

    /**
     * A pool.
     *
     * @param size in thousandths; memory in thousandths of a byte
     * @param rate how many attempts may take from it a second; null for no limit
     * @param said whether the home says so; else it is as the machine has it
     */
    public record Item(String name, long size, @Nullable Double rate, boolean said, List<User> users) {
        public Item {
            users = List.copyOf(users);
        }

        /** In thousandths. */
        public long taken() {
            return users.stream().mapToLong(User::amount).sum();
        }
    }

    /**
     * A task run that holds some of a pool.
     *
     * @param driven whether somebody drives its run
     */
    public record User(String run, String task, long amount, List<Integer> devices, boolean driven) {
        public User {
            devices = List.copyOf(devices);
        }
    }

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");
    private static final Pattern RATE = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)/(s|min|m|h)");
    private static final BigDecimal SMALLEST_RATE = new BigDecimal("0.000001");

    private final Anneal anneal;

    public PoolSettings(Anneal anneal) {
        this.anneal = anneal;
    }

    /** Those that every machine has first, then the home's own by name. */
    public List<Item> list() {
        Map<String, Pool> said = new TreeMap<>();
        Map<String, List<User>> users = new TreeMap<>();
        Drivers drivers = new Drivers(anneal);
        anneal.store().read(tables -> {
            tables.pools().all().forEach(pool -> said.put(pool.name(), pool));
            for (Claim claim : tables.claims().all()) {
                boolean driven =
                        tables.runs().find(claim.run()).flatMap(drivers::of).isPresent();
                users.computeIfAbsent(claim.pool(), pool -> new ArrayList<>())
                        .add(new User(claim.run(), claim.task(), claim.amount(), claim.devices(), driven));
            }
            return Boolean.TRUE;
        });
        Pools pools = new Pools(anneal.store());
        List<String> names = new ArrayList<>(Resource.words());
        said.keySet().stream().filter(name -> !names.contains(name)).forEach(names::add);
        List<Item> items = new ArrayList<>();
        for (String name : names) {
            Pool pool = said.get(name);
            items.add(new Item(
                    name,
                    pools.size(name),
                    pool == null ? null : pool.rate(),
                    pool != null,
                    users.getOrDefault(name, List.of())));
        }
        return items;
    }

    /**
     * Makes a pool, or gives it another size and rate.
     *
     * @param size as workflow files write it: {@code 4}, {@code 0.5} of cpu, {@code 8GB} of memory
     * @param rate such as {@code 5/s}, {@code 30/min}; null for no limit
     * @throws AnnealException bad input
     */
    public Item set(String name, String size, @Nullable String rate) {
        if (!NAME.matcher(name).matches()) {
            throw AnnealException.badInput(
                    "pool-name",
                    "'" + name
                            + "' cannot name a pool: a name has letters (a-z, A-Z), digits and '_', and does not begin"
                            + " with a digit.");
        }
        Pool pool = new Pool(name, size(name, size), rate == null ? null : rate(rate), null);
        anneal.store().change(Durability.MACHINE, tables -> tables.pools().put(pool));
        anneal.home().neighbours().nudge();
        return find(name);
    }

    /** @throws AnnealException not-found, with the nearest name */
    public void remove(String name) {
        boolean there = anneal.store()
                .write(Durability.MACHINE, tables -> tables.pools().remove(name));
        if (!there) {
            List<String> known =
                    list().stream().filter(Item::said).map(Item::name).toList();
            throw AnnealException.notFound(
                    "pool",
                    Resource.ofWord(name).isPresent()
                            ? "the home says nothing of '" + name + "': it is as the machine has it."
                            : "there is no pool '" + name + "'." + NearestName.hint(name, known));
        }
        anneal.home().neighbours().nudge();
    }

    /** The pool of that name, which must be there. */
    public Item find(String name) {
        return list().stream()
                .filter(item -> item.name().equals(name))
                .findFirst()
                .orElseThrow(() -> AnnealException.notFound("pool", "there is no pool '" + name + "'."));
    }

    private static long size(String name, String text) {
        Optional<Resource> resource = Resource.ofWord(name);
        Object value = resource.filter(Resource.MEMORY::equals).isPresent() ? text : number(text);
        OptionalLong size = resource.isPresent() ? resource.get().thousandths(value) : whole(value);
        return size.orElseThrow(() -> AnnealException.badInput(
                "pool-size",
                "the size of '" + name + "' must be "
                        + resource.map(Resource::expected).orElse("a whole number of 1 or more") + ", found '" + text
                        + "'."));
    }

    private static OptionalLong whole(@Nullable Object value) {
        return value instanceof BigDecimal number && number.scale() <= 0 && number.signum() > 0
                ? OptionalLong.of(number.longValueExact() * 1_000)
                : OptionalLong.empty();
    }

    private static @Nullable Object number(String text) {
        return text.matches("\\d{1,12}(\\.\\d{1,6})?") ? new BigDecimal(text).stripTrailingZeros() : null;
    }

    private static Double rate(String text) {
        Matcher rate = RATE.matcher(text);
        BigDecimal perSecond = BigDecimal.ZERO;
        if (rate.matches()) {
            int seconds = switch (rate.group(2)) {
                case "s" -> 1;
                case "h" -> 3_600;
                default -> 60;
            };
            perSecond =
                    new BigDecimal(rate.group(1)).divide(BigDecimal.valueOf(seconds), java.math.MathContext.DECIMAL64);
        }
        if (perSecond.compareTo(SMALLEST_RATE) < 0) {
            throw AnnealException.badInput(
                    "rate", "--rate takes a number of starts such as 5/s, 30/min or 100/h, found '" + text + "'.");
        }
        return perSecond.doubleValue();
    }
}
