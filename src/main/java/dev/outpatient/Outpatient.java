package dev.outpatient;

class Outpatient {
    public static void main(String[] a) {}
}
