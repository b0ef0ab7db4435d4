"""Blanks that are missing or stray."""

import pytest

from papershelf.text import shown

CHANGES = {
    "block parameter sharing.This strategy": "block parameter sharing. This strategy",
    "models (MLLMs).To fill, by 9\\%.However, we": "models (MLLMs). To fill, by 9%. However, we",
    "saving with SD3.5.Code is here": "saving with SD3.5. Code is here",
    "16 datasets.Remarkably, on": "16 datasets. Remarkably, on",
    "MoCam is new; in the process.MoCam first": "MoCam is new; in the process. MoCam first",
    "consuming 72\\%,60\\% and 59%": "consuming 72%, 60% and 59%",
    "problem-solving process,we focus": "problem-solving process, we focus",
    "the costs,often.However, we": "the costs, often. However, we",
    "Harnesses Readable,Navigable, and Editable": "Harnesses Readable, Navigable, and Editable",
    "new:\nReadable,Navigable": "new:\nReadable, Navigable",
    "as f(x)\nprocess,we": "as f(x)\nprocess, we",
    "a b.c process,we focus": "a b.c process, we focus",
    "devices, e.g.,iGPUs": "devices, e.g., iGPUs",
    "Any2Caption:Interpreting Any Condition": "Any2Caption: Interpreting Any Condition",
    "ARPO:End-to-End Policy Optimization": "ARPO: End-to-End Policy Optimization",
    "UloRL:An Ultra-Long Output": "UloRL: An Ultra-Long Output",
    "(MATH: +30.1%, AMC23:+27.5%)": "(MATH: +30.1%, AMC23: +27.5%)",
    "results in exams , in other words .": "results in exams, in other words.",
    "up to unprece- dented diffu- sion": "up to unprecedented diffusion",
    "high- quality, fine- tuned models": "high-quality, fine-tuned models",
    "we process data, by process- ing and processing": "we process data, by processing and processing",
}
STAYS = [
    "Node.js, ASP.NET, .NET and U.S.A. in the U.S.A is",
    "torch.Tensor objects, nn.Module and Dr.Kernel is",
    "np.array, os.path.join(a,b) and System.Out",
    "GPT-4o.mini, v1.5.2, 3.14 and FLUX.1-dev",
    "e.g. the, i.e. this, et al. 2020, etc.",
    "f(x,y), (N,D), a,b,c and {height,width}",
    "1,000 and 3,14 and 10,000,000",
    "std::vector, a:b, 16:9, 1:1, http://a.org:80",
    "we present , a framework, and introduce , a bench",
    "a .pptx file, p < .001, wait ... now",
    "pre- and post-training, single- or multi-turn, text- to image",
    "a self- something",
    '"Schachnovelle," he said',
    "as\ng(a.process,we go",
    "see README.The",
    "Smith, J.The",
]


@pytest.mark.parametrize(("raw", "readable"), CHANGES.items())
def test_blanks_are_set(raw: str, readable: str) -> None:
    """Sentences, members of a list and subtitles are parted; a word that a line divided is one again."""
    assert shown(raw) == readable


@pytest.mark.parametrize("raw", STAYS)
def test_names_code_and_numbers_stay(raw: str) -> None:
    """What belongs together stays together, and where a name was lost its gap is left."""
    assert shown(raw) == raw
