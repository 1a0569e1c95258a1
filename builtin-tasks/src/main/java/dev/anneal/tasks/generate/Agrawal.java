package dev.anneal.tasks.generate;

import dev.anneal.tasks.data.ColumnKind;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The loan applicants of Agrawal, Imielinski & Swami, "Database mining: a performance perspective" (IEEE TKDE 5:6,
 * 1993): nine attributes as in their table 1, and their ten functions, each another lending policy; group A is approved.
 * Amounts are rounded to whole units, which 32-bit floats hold exactly.
 */
final class Agrawal implements Stream {

    private static final int SALARY = 0;
    private static final int COMMISSION = 1;
    private static final int AGE = 2;
    private static final int LEVEL = 3;
    private static final int HOUSE_VALUE = 6;
    private static final int HOUSE_YEARS = 7;
    private static final int LOAN = 8;

    @Override
    public Map<String, ColumnKind> features() {
        Map<String, ColumnKind> features = new LinkedHashMap<>();
        features.put("salary", ColumnKind.DOUBLE);
        features.put("commission", ColumnKind.DOUBLE);
        features.put("age", ColumnKind.INTEGER);
        features.put("elevel", ColumnKind.INTEGER);
        features.put("car", ColumnKind.INTEGER);
        features.put("zipcode", ColumnKind.INTEGER);
        features.put("hvalue", ColumnKind.DOUBLE);
        features.put("hyears", ColumnKind.INTEGER);
        features.put("loan", ColumnKind.DOUBLE);
        return features;
    }

    @Override
    public String target() {
        return "approved";
    }

    @Override
    public int concepts() {
        return 10;
    }

    /** The value of a house is 50,000 to 150,000 times a factor of 1 to 9 that the zip code decides. */
    @Override
    public void draw(SplitMix random, double[] row) {
        row[SALARY] = amount(random, 20_000, 150_000);
        double commission = amount(random, 10_000, 75_000);
        row[COMMISSION] = row[SALARY] >= 75_000 ? 0 : commission;
        row[AGE] = random.between(20, 80);
        row[LEVEL] = random.between(0, 4);
        row[4] = random.between(1, 20);
        int zipcode = random.between(0, 8);
        row[5] = zipcode;
        row[HOUSE_VALUE] = amount(random, 50_000.0 * (9 - zipcode), 150_000.0 * (9 - zipcode));
        row[HOUSE_YEARS] = random.between(1, 30);
        row[LOAN] = amount(random, 0, 500_000);
    }

    private static double amount(SplitMix random, double least, double most) {
        return Math.rint(least + random.nextDouble() * (most - least));
    }

    @Override
    public boolean label(int concept, double[] row) {
        double salary = row[SALARY];
        double income = salary + row[COMMISSION];
        double level = row[LEVEL];
        double loan = row[LOAN];
        return switch (concept) {
            case 1 -> row[AGE] < 40 || row[AGE] >= 60;
            case 2 -> within(salary, byAge(row, 50_000, 75_000, 25_000), 50_000);
            case 3 -> within(level, byAge(row, 0, 1, 2), byAge(row, 1, 2, 2));
            case 4 -> within(salary, salaryFloorByLevel(row), 50_000);
            case 5 -> within(loan, loanFloorBySalary(row), 200_000);
            case 6 -> within(income, byAge(row, 50_000, 75_000, 25_000), 50_000);
            case 7 -> 0.67 * income - 0.2 * loan - 20_000 > 0;
            case 8 -> 0.67 * income - 5_000 * level - 20_000 > 0;
            case 9 -> 0.67 * income - 5_000 * level - 0.2 * loan - 10_000 > 0;
            case 10 -> 0.67 * income - 5_000 * level + 0.2 * equity(row) - 10_000 > 0;
            default -> throw new IllegalArgumentException("concepts are 1 to 10, not " + concept);
        };
    }

    /** The lower end of function 4's band: the same bands as function 2, moved by education. */
    private static double salaryFloorByLevel(double[] row) {
        double level = row[LEVEL];
        if (row[AGE] < 40) {
            return level <= 1 ? 25_000 : 50_000;
        } else if (row[AGE] < 60) {
            return within(level, 1, 2) ? 50_000 : 75_000;
        }
        return level >= 2 ? 50_000 : 25_000;
    }

    /** The lower end of function 5's band of loans: whether the salary is in function 2's band decides. */
    private static double loanFloorBySalary(double[] row) {
        boolean inBand = within(row[SALARY], byAge(row, 50_000, 75_000, 25_000), 50_000);
        return inBand ? byAge(row, 100_000, 200_000, 300_000) : byAge(row, 200_000, 300_000, 100_000);
    }

    /** What counts of the house once it has been owned for 20 years. */
    private static double equity(double[] row) {
        return row[HOUSE_YEARS] >= 20 ? 0.1 * row[HOUSE_VALUE] * (row[HOUSE_YEARS] - 20) : 0;
    }

    private static double byAge(double[] row, double young, double middle, double old) {
        return row[AGE] < 40 ? young : row[AGE] < 60 ? middle : old;
    }

    private static boolean within(double value, double least, double width) {
        return value >= least && value <= least + width;
    }
}
