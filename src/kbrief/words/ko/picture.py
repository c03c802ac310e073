"""The words of pictures in Korean."""

from kbrief.words.forms.picture import PictureWords

WORDS = PictureWords(
    ranking="의제별 분류: {whom}",
    matrix="행정부별 의제 분류",
    tally="합계",
    score="종합 점수",
    stays="유지율",
    stays_legend="유지율: 판단 점수가 한 단계, 미확인 점수가 두 단계까지 빗나가도 분류가 유지되는 비율이며, 판단이 맞을 확률이 아님",
    ranked="{point} {value}(유지율 {share})",
    ranked_alone="{point} {value}",
    join=", ",
    listed="{list}: {points}.",
    none="해당 의제 없음",
    cell="{list} {value}",
    row="{point}: {cells}.",
)
