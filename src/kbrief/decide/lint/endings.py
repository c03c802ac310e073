"""What a Korean word may have around a term without a space: nouns before and after it, particles, light verbs."""

from kbrief.decide.lint.folding import any_of

EDGE = r"(?![^\W_])(?!_[^\W_])"
"""Where a word ends; a line under it is emphasis, unless it joins two words."""

START = r"(?<![^\W_\uac00-\ud7a3])(?<![^\W_]_)"
"""Where an English word begins, after a Korean one too (`한미NCG`)."""

KOREAN_START = r"(?<![^\W_])(?<![^\W_]_)"
"""Where a Korean word begins."""

_BEFORE = "한국 우리 한미 미국 양국 대미 국내 국산 북한 신규 전체 연간 각종 주요 향후 차기 이른바 美 韓"
"""What stands before a noun as one word with it."""

_NOUNS = (
    "감소 감축 강조 강화 개발 개선 거론 건조 건설 검토 결과 결정 경쟁력 경험 계승 계획 고도화 공급 공동 공동성명 공약 "
    "공유 공조 과제 관계 관련 관리 교류 구매 구상 구성 구조 구축 규모 기구 기반 기술 기여 기업 내실화 네트워크 논란 "
    "논의 능력 대비 대상 대응 대책 대표 대표단 대화 덕분 도입 동력 동맹 동향 로드맵 마련 모멘텀 목표 무기 문제 문서 "
    "발언 발전 방식 방안 방향 배치 배제 병력 보장 복원 본격화 부담 부문 분담 분담금 분석 분야 불참 비율 비중 비판 "
    "사례 사안 사업 산업 삭감 상설화 상황 생산 생산량 선언 설립 성과 성명 수립 수출 수입 수준 수리 수요 순환 시기 "
    "시스템 시장 시점 시행 신설 실무그룹 실시 실적 실현 심의 안건 안보 안보협력 약속 양산 언급 업계 업체 여부 역할 "
    "역량 연구 연습 연장 우려 우선 운영 운용 원칙 위주 유지 의의 의제 이관 이동 이슈 이양 이전 이행 이후 인상 인하 "
    "일정 입장 재개 재검토 재배치 재조정 재협상 전략 전력 전망 전환 절차 점검 정례화 정비 정상회담 정상회의 정신 정착 "
    "정책 제공 제기 제도 제도화 제안 제조 조건 조정 존중 종료 주도 주둔 주장 준비 준수 중단 중시 중심 증가 증가율 "
    "증강 증대 증액 지속 지속성 지원 지지 지출 지침 직전 직후 집행 차원 참가 참여 창설 채널 책임 철수 체계 체제 "
    "첨단화 청산 촉진 추진 축소 출범 측면 탈퇴 투입 투자 판매 편성 평가 평균 폐기 포함 프레임워크 필요성 핵심 "
    "현대화 현안 현황 협력 협상 협약 협의 협의체 협정 확대 확립 확보 확인 확장 환수 활동 활성화 활용 회담 회동 회의 "
    "훈련"
)
"""What stands after a noun as one word with it, and leaves its meaning: `국방비증액`, `전작권전환논의`."""

_SUFFIXES = "안 액 율 률 론 화 적"
"""Syllables that end a noun, or make another of it."""

_AFTER_NOUNS = f"{_SUFFIXES} 설 시 때 중 내 외 상 별"
"""Those that are told from other words only after a noun that is known: `전환시`, but not `한미일시`."""

_PARTICLES = (
    "은 는 이 가 을 를 의 에 와 과 도 만 로 으로 에서 에게 께 께서 한테 부터 까지 보다 처럼 마다 조차 마저 밖에 뿐 "
    "대로 만큼 같이 끼리 이나 나 이나마 이란 란 이라 이라는 라는 이라고 라고 이라도 라도 이라면 라면 이라서 라서 이며 "
    "며 이고 고 이자 인 인데 인지 임 이다 다 입니다 이지만 지만 이므로 므로 이어서 여서 이야말로 야말로 이든 든 "
    "이든지 든지 이랑 랑 하고 커녕 들 등 간 측 쪽 하 으로서 로서 으로써 로써 이면"
)
_VERBS = "하 한 함 할 해 했 합 되 된 됨 될 돼 됐 됩 시키 시킨 시킬 시켜 시킴 시켰 이었 였"
"""How `to do`, `to become`, `to let` and `was` begin, which make a verb of a noun."""

_NOUN = f"(?:{any_of(_NOUNS.split())})"
_SUFFIX, _AFTER_NOUN = (f"(?:{any_of(syllables.split())})" for syllables in (_SUFFIXES, _AFTER_NOUNS))
_REST = rf"(?:(?:{any_of(_PARTICLES.split())}){{1,3}}|(?:{any_of(_VERBS.split())})[가-힣]{{0,5}})?"
TAIL = rf"(?:{_SUFFIX}|{_NOUN}{{1,3}}{_AFTER_NOUN}?)?{_REST}"
"""What may follow a term within its word; whether the word ends there is for EDGE to say."""

NOUN_TAIL = rf"(?:{_AFTER_NOUN}|{_NOUN}{{1,3}}{_AFTER_NOUN}?)?{_REST}"
"""What may follow a term that itself ends in such a noun."""

ENDS_IN_NOUN = tuple(_NOUNS.split())
"""How such a term ends."""

HEAD = "|".join((KOREAN_START, *(f"(?<={KOREAN_START}{noun})" for noun in _BEFORE.split())))
"""Where a term may begin: with its word, or after a noun that stands before others."""

_INNER = "의 을 를 이 가 은 는 도 에 와 과 와의 과의 에의 에서 에서의 으로의 로의 간 등"
JOINT = f"(?:{any_of(_INNER.split())})?"
"""What may follow a word within a term of several."""
