"""Everyday words for what papers call otherwise: whoever looks for "photos" finds papers about images.

Each row has words that a reader may use and words of papers. A paper that has one of the latter is found by
all of the former, which weigh little.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

ROWS = (
    ("photo picture drawing", "image images imagery visual"),
    ("movie film clip", "video videos"),
    ("voice talk spoken", "speech audio conversational dialogue"),
    ("song singing", "music musical audio"),
    ("phone smartphone telephone tablet", "mobile edge on-device smartphones"),
    ("home private personal household", "consumer personal edge indoor"),
    ("customer client visitor", "tenant tenants user users multi-tenant"),
    ("shop buy purchase", "e-commerce purchases recommendation recommender"),
    ("advert advertisement", "ads advertising ctr click-through"),
    ("suggest suggestion taste", "recommendation recommendations recommender"),
    ("cheap cheaply affordable money price", "cost costs cost-effective cost-efficient low-cost inexpensive"),
    ("quick quickly rapid speedy", "fast faster efficient real-time low-latency acceleration speedup"),
    ("slow wait", "latency overhead bottleneck delay"),
    ("small tiny shrink smaller", "compact compression compress compressed lightweight pruning quantization"),
    ("huge giant enormous", "large-scale massive billion-scale billion trillion"),
    ("space room", "storage footprint memory capacity"),
    ("disk drive flash", "ssd ssds nvme storage disk-based"),
    ("ram", "memory in-memory dram"),
    ("card processor chip", "gpu gpus accelerator accelerators hardware tpu"),
    ("supercomputer", "hpc exascale cluster clusters"),
    ("computer machine server", "node nodes device devices cluster gpu"),
    ("crash die break recover restart", "failure failures fault faults fault-tolerant fault-tolerance"),
    ("save snapshot backup", "checkpoint checkpoints checkpointing storage"),
    ("internet wireless connection", "network bandwidth communication wan"),
    ("volunteer", "decentralized peer-to-peer p2p peers federated"),
    ("cloud", "serverless data-center datacenter"),
    ("vendor brand maker", "heterogeneous heterogeneity"),
    ("share common", "sharing shared multi-tenant"),
    ("reuse repeat", "cache caching cached caches reuse"),
    ("guess forecast foresee", "prediction predict predicting predicts forecasting"),
    ("lookup find finder", "search retrieval retrieve querying"),
    ("match duplicate", "matching similarity resolution deduplication"),
    ("friend group", "community communities social clustering"),
    ("database spreadsheet", "sql table tables tabular relational"),
    ("document page scan", "documents pdf ocr document"),
    ("knowledge facts", "retrieval-augmented rag datastore"),
    ("question ask answer", "qa query queries question-answering"),
    ("english plain", "natural-language natural language"),
    ("program programming software", "code coding programs software"),
    ("chatbot assistant", "llm llms conversational dialogue agent"),
    ("brain think thinking", "reasoning cognition cognitive neural"),
    ("lie invent untrue", "hallucination hallucinations factuality factual"),
    ("forget", "forgetting unlearning catastrophic"),
    ("remember", "memory memorization recall"),
    ("teach teaching learn school", "training learning education educational tutoring"),
    ("customise customize adapt", "fine-tuning finetuning adaptation personalization lora adapters"),
    ("doctor hospital patient medicine", "medical clinical health healthcare biomedical"),
    ("car driver driving", "vehicle vehicles autonomous"),
    ("robot arm hand", "robotic robotics manipulation embodied"),
    ("city street building", "urban scenes scene"),
    ("model object shape", "3d mesh geometry"),
    ("face person people", "human humans facial portrait avatar"),
    ("hacker attack danger", "adversarial jailbreak safety security"),
    ("secret confidential", "privacy private"),
    ("unfair prejudice", "bias biases fairness"),
    ("explain understand", "interpretability explainability explanations interpretable"),
    ("feeling mood", "emotion emotions sentiment"),
    ("weather rain", "climate meteorological"),
    ("energy electricity power", "energy power carbon"),
    ("schedule queue", "scheduling scheduler requests"),
    ("change changing evolving", "dynamic temporal evolving streaming continual lifelong"),
    ("book article literature", "scientific papers citation citations"),
)  # fmt: skip


def _by_word(rows: Iterable[tuple[str, str]]) -> Mapping[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for everyday, technical in rows:
        for word in technical.replace("-", "").split():
            found[word].update(everyday.split())
    return {word: frozenset(others) for word, others in found.items()}


BY_WORD = _by_word(ROWS)


def everyday_words(words: Iterable[str]) -> set[str]:
    """Return what a reader may call what some words of a paper stand for."""
    return {other for word in words for other in BY_WORD.get(word, ())}
