"""Reads any list of mappings or table (YAML, JSON, CSV, TSV, Excel) by a map from its fields to ours."""
