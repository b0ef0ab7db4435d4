"""Measurements, and the made-up lists that they are taken on."""
