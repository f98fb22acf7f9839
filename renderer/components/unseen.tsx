import { styled } from '@mui/material/styles';

/** Words for assistive technology alone, where a heading would only repeat what is seen. */
export const Unseen = styled('span')({
  position: 'absolute',
  width: 1,
  height: 1,
  margin: -1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
});
